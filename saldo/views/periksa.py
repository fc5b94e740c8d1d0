"""Public pages that check a signed card or statement; nobody is logged in, nothing is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from jmo.lib.galat import TerlaluSering
from jmo.lib.tanda import BENTUK_KODE, RESEP_OPENSSL, ambil_token, ke_pem
from jmo.tanda_dokumen import daftar_kunci, kunci_publik
from saldo.forms.periksa import PeriksaForm
from saldo.selectors.dokumen import (
    DokumenDiperiksa,
    JawabanPeriksa,
    KartuDiperiksa,
    PernyataanDiperiksa,
    periksa_dokumen,
)
from saldo.teks import STATUS_KARTU
from saldo.teks.dokumen import BAGIAN_PERNYATAAN, PUTUSAN


@never_cache
@sensitive_post_parameters("kode")
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def periksa(request: HttpRequest, token: str = "") -> HttpResponse:
    """Say what a code is worth: the one of the address, or the one that was pasted.

    The answer is 200 whatever the verdict: the check itself succeeded, and an error status would
    write the address, code included, into the server's log.
    """
    form = PeriksaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        token = form.cleaned_data["kode"] if form.is_valid() else ""
    konteks: dict[str, Any] = {"form": form}
    if token:
        _hitung(request)
        konteks |= _jawaban(periksa_dokumen(ambil_token(token)))
    jawaban = render(request, "saldo/periksa.html", konteks)
    # The address holds the code: it must not travel on, nor be found.
    jawaban["Referrer-Policy"] = "no-referrer"
    jawaban["X-Robots-Tag"] = "noindex, nofollow"
    return jawaban


@require_GET
def cara(request: HttpRequest) -> HttpResponse:
    """How to check without us: form of the code, the keys, the commands."""
    kunci = [{"id": nama, "pem": ke_pem(isi)} for nama, isi in kunci_publik().items()]
    konteks = {"kunci": kunci, "bentuk": BENTUK_KODE, "resep": RESEP_OPENSSL}
    return render(request, "saldo/periksa_cara.html", konteks)


@require_GET
@cache_control(max_age=3600, public=True)
def kunci_json(request: HttpRequest) -> JsonResponse:
    """Every public key, the one in force first."""
    return JsonResponse({"versi": "JMO1", "kunci": daftar_kunci()})


@require_GET
@cache_control(max_age=3600, public=True)
def kunci_pem(request: HttpRequest) -> HttpResponse:
    """Every public key as PEM, the one in force first."""
    isi = "".join(ke_pem(satu) for satu in kunci_publik().values())
    return HttpResponse(isi, content_type="application/x-pem-file")


def _hitung(request: HttpRequest) -> None:
    if not ratelimit.consume(request, app="allauth.account", action="periksa", limit_get=True):
        raise TerlaluSering(
            "terlalu_sering_memeriksa", coba_lagi_pada=timezone.now() + timedelta(minutes=1)
        )


def _jawaban(jawaban: JawabanPeriksa) -> dict[str, Any]:
    isi = jawaban.isi
    konteks: dict[str, Any] = {
        "putusan": PUTUSAN[jawaban.tanda.keadaan],
        "tanda": jawaban.tanda,
        "per": timezone.now(),
    }
    if isinstance(isi, KartuDiperiksa):
        konteks["kartu"] = {"inisial": isi.inisial, "status": STATUS_KARTU[isi.status]}
    if isinstance(isi, DokumenDiperiksa):
        konteks["dokumen"] = isi
    if isinstance(isi, PernyataanDiperiksa):
        konteks["pernyataan"] = isi.fakta
        konteks["sampai"] = date.fromisoformat(isi.fakta["sampai"])
        konteks["berubah"] = bool(isi.beda)
        konteks["bagian"] = [
            {"nama": kata, "tanda": isi.fakta[nama], "kini": isi.beda.get(nama)}
            for nama, kata in BAGIAN_PERNYATAAN.items()
        ]
    return konteks
