"""How allauth behaves here: no sign-up of its own, our messages, our limits, our trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import audit
from accounts.middleware import sampaikan_akhir_sesi
from accounts.models import Akun, indeks
from accounts.selectors import cari_akun_masuk, perangkat_dikenal
from accounts.services import akun as layanan_akun
from accounts.services.faktor_kedua import catat_faktor_kedua
from accounts.services.hitungan_masuk import boleh_coba, kunci_hitungan, lupakan_gagal
from accounts.services.masuk import catat_masuk, sidik_perangkat
from accounts.sesi import KUNCI_PERANGKAT

KUKI_PERANGKAT = "jmo_perangkat"
UMUR_KUKI_DETIK = 400 * 24 * 3600


class AkunAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Registration goes through the fund's records, so allauth's own sign-up stays closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is checked; wrong ones stay counted.

        Per login and place the wait grows; over all places a login has a wide limit, which a
        browser that the account knows does not share: no failures from afar keep the owner out.
        Keys are blind indexes: people type a NIK here, too.
        """
        login = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
        kunci = indeks(login, ruang="masuk")
        sidik = sidik_perangkat(request.COOKIES.get(KUKI_PERANGKAT, ""))
        akun = cari_akun_masuk(login) if sidik else None
        if akun is None or not perangkat_dikenal(akun, sidik):
            sidik = ""
        self._kunci_hitungan = kunci_hitungan(
            login=login, alamat=self.get_client_ip(request), sidik=sidik
        )
        if not boleh_coba(self._kunci_hitungan):
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed",
            key=f"{kunci}:{sidik}" if sidik else kunci,
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        lupakan_gagal(self._kunci_hitungan)

    def get_login_stages(self) -> list[str]:
        """Return allauth's stages with ours in place of the one that asks for a second factor."""
        ganti = {"allauth.mfa.stages.AuthenticateStage": "accounts.tahap.TahapFaktorKedua"}
        return [ganti.get(tahap, tahap) for tahap in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: Akun, **kwargs: Any) -> HttpResponse:
        """Write the login to the trail and mark the browser as known.

        The language chosen on the login page becomes the account's, so that messages speak it too.
        """
        jawaban: HttpResponse = super().post_login(request, user, **kwargs)
        bahasa = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if bahasa in dict(settings.LANGUAGES):
            layanan_akun.ganti_bahasa(akun=user, bahasa=bahasa, pelaku=audit.pelaku_akun(user))
        tanda, perangkat = catat_masuk(
            akun=user,
            tanda=request.COOKIES.get(KUKI_PERANGKAT, ""),
            agen=request.headers.get("User-Agent", ""),
            pelaku=audit.pelaku_akun(user),
        )
        request.session[KUNCI_PERANGKAT] = perangkat.pk
        sampaikan_akhir_sesi(request)
        jawaban.set_cookie(
            KUKI_PERANGKAT, tanda, max_age=UMUR_KUKI_DETIK, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return jawaban

    def set_password(self, user: Akun, password: str) -> None:
        """Store a new password; without a login behind the request it is a recovery."""
        layanan_akun.ganti_kata_sandi(
            akun=user, kata_sandi=password, pelaku=audit.pelaku_akun(user),
            dipulihkan=not self.request.user.is_authenticated,
        )  # fmt: skip

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link under the portal's own address, whatever host the request named."""
        jalur = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
        ).replace("UID-KEY", key)
        return f"{settings.ALAMAT_PORTAL}{jalur}"

    def send_password_reset_mail(self, user: Akun, email: str, context: dict[str, Any]) -> None:
        """Queue the link among our messages instead of sending it inside the request."""
        layanan_akun.kirim_tautan_sandi(
            akun=user, email=email, tautan=context["password_reset_url"]
        )

    def send_notification_mail(
        self, template_prefix: str, user: Akun, context: Any = None, **lain: Any
    ) -> None:
        """Write a change of second factors to the trail, and tell every address, as ours do.

        Of other changes the services that make them tell.
        """
        bagian, _, peristiwa = template_prefix.rpartition("/")
        if bagian == "mfa/email":
            catat_faktor_kedua(akun=user, peristiwa=peristiwa, pelaku=audit.pelaku_akun(user))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: a message goes out as a row with a template under pesan/, never from here."""
        raise RuntimeError(f"{template_prefix} is no message of this portal")
