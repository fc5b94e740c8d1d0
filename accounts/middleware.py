"""What sessions need of every request: a clock that people wind, and a word when it ran out."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from accounts.rules.sesi import AkhirSesi
from accounts.services.sesi import sentuh_sesi
from accounts.sesi import SessionStore
from jmo.middleware import Jawab

KUNCI_BERAKHIR = "sesi_berakhir"
# Asks how long the session lasts; asking must not make it longer.
TANYA_SISA = "accounts:sisa_sesi"


class SesiMiddleware:
    """Winds the clock of a session, and leads whoever comes too late to the login and back."""

    def __init__(self, jawab: Jawab) -> None:
        """Take the next layer."""
        self.jawab = jawab

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        sesi = request.session
        if not isinstance(sesi, SessionStore):
            return self.jawab(request)
        masuk = SESSION_KEY in sesi
        if sesi.berakhir is not None:
            sesi[KUNCI_BERAKHIR] = sesi.berakhir.value
            if request.method == "POST" and not request.path.startswith("/api/"):
                return _ke_halaman_masuk(request)
        jawaban = self.jawab(request)
        if masuk and _kegiatan(request) and sesi.baris and sesi.session_key == sesi.baris.pk:
            sentuh_sesi(sesi.baris)
        return jawaban


def _kegiatan(request: HttpRequest) -> bool:
    """Tell a person's act from a page that looks by itself whether something happened."""
    if request.method != "GET":
        return True
    if request.headers.get("HX-Request") == "true":
        return False
    return request.resolver_match is None or request.resolver_match.view_name != TANYA_SISA


def _ke_halaman_masuk(request: HttpRequest) -> HttpResponse:
    """Lead a form that came too late to the login, and from there to the page it was on."""
    asal = request.headers.get("Referer", "")
    sini = url_has_allowed_host_and_scheme(
        asal, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    bagian = urlsplit(asal if sini else "")
    kembali = f"{bagian.path}?{bagian.query}" if bagian.query else bagian.path
    masuk = reverse("account_login")
    if not kembali or kembali.startswith(masuk):
        return redirect(masuk)
    return redirect(f"{masuk}?{urlencode({'next': kembali})}")


def sampaikan_akhir_sesi(request: HttpRequest) -> None:
    """Say after the login why the one before had ended, once."""
    sebab = request.session.pop(KUNCI_BERAKHIR, None)
    if sebab == AkhirSesi.DIAM:
        messages.info(
            request,
            _(
                "Anda kami keluarkan karena 15 menit tidak ada kegiatan. Anda kembali ke halaman "
                "semula; isian yang belum disimpan perlu ditulis lagi."
            ),
        )
    elif sebab == AkhirSesi.LAMA:
        messages.info(
            request,
            _(
                "Anda kami keluarkan karena sudah 12 jam sejak masuk. Anda kembali ke halaman "
                "semula; isian yang belum disimpan perlu ditulis lagi."
            ),
        )
