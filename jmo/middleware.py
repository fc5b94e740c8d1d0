"""What happens to every request: an id, headers of safety, the account's language, our errors."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from jmo.lib.galat import Galat

log = logging.getLogger(__name__)
Jawab = Callable[[HttpRequest], HttpResponse]
permintaan_kini: ContextVar[str] = ContextVar("permintaan_kini", default="")


class PermintaanMiddleware:
    """Gives each request an id for logs and audit, and each answer its headers."""

    def __init__(self, jawab: Jawab) -> None:
        """Take the next layer."""
        self.jawab = jawab

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        kode = uuid.uuid4().hex
        tanda = permintaan_kini.set(kode)
        try:
            jawaban = self.jawab(request)
        finally:
            permintaan_kini.reset(tanda)
        jawaban["X-Request-ID"] = kode
        jawaban["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
        pengguna = getattr(request, "user", None)
        if not jawaban.has_header("Cache-Control"):
            # Personal pages stay out of shared phones' caches, also after logout; so do pages that
            # a guest reaches by a secret link. What may be kept says so itself.
            add_never_cache_headers(jawaban)
            jawaban["Cache-Control"] = "no-store, private"
        if pengguna is not None and pengguna.is_authenticated:
            _catat_penolakan(request, pengguna.pk, jawaban.status_code)
        return jawaban


def _catat_penolakan(request: HttpRequest, akun_id: int, status: int) -> None:
    """Write down who was refused where; the address stays out, since it may carry a secret."""
    if status not in {403, 404}:
        return
    cocok = request.resolver_match
    log.warning(
        "refused status=%s method=%s account=%s route=%s",
        status, request.method, akun_id, cocok.route if cocok else "-",
    )  # fmt: skip


class BahasaAkunMiddleware:
    """Speaks the account's language unless this browser chose another."""

    def __init__(self, jawab: Jawab) -> None:
        """Take the next layer."""
        self.jawab = jawab

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            # Cheap phones often announce English; Indonesian is the first language here.
            pengguna = getattr(request, "user", None)
            masuk = pengguna is not None and pengguna.is_authenticated
            bahasa = getattr(pengguna, "bahasa", "id") if masuk else "id"
            translation.activate(bahasa)
            request.LANGUAGE_CODE = bahasa
        return self.jawab(request)


class GalatMiddleware:
    """Turns an error of the closed family into its page: what is wrong, why, what to do next."""

    def __init__(self, jawab: Jawab) -> None:
        """Take the next layer."""
        self.jawab = jawab

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        return self.jawab(request)

    def process_exception(self, request: HttpRequest, galat: Exception) -> HttpResponse | None:
        """Answer an expected error; leave all others to Django."""
        if not isinstance(galat, Galat):
            return None
        from jmo.teks import kalimat_galat

        status = galat.status_http
        halaman = "404.html" if status == 404 else "galat.html"
        return render(request, halaman, {"kalimat": kalimat_galat(galat)}, status=status)
