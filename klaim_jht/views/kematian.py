"""Public pages about a death: report one, and say that one was reported wrongly."""

from __future__ import annotations

import uuid
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import indeks
from jmo.lib.galat import TerlaluSering
from klaim_jht.forms_waris import LaporKematianForm
from klaim_jht.selectors.kematian import ambil_laporan_kode
from klaim_jht.services.kematian import bantah_laporan, terima_laporan


@never_cache
@sensitive_post_parameters()
@sensitive_variables("isi", "orang", "form")
@require_http_methods(["GET", "HEAD", "POST"])
def lapor(request: HttpRequest) -> HttpResponse:
    """Take a report; the answer is the same whoever it is about."""
    form = LaporKematianForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        orang = {nama: isi[nama] for nama in ("jenis", "nomor", "nama", "tanggal_lahir")}
        _hitung(request, "|".join(str(satu) for satu in orang.values()))
        terima_laporan(
            orang=orang, tanggal_kematian=isi["tanggal_kematian"], hubungan=isi["hubungan"],
            pelapor_nama=isi["pelapor_nama"], pelapor_telepon=isi["pelapor_telepon"],
        )  # fmt: skip
        return redirect("waris:terkirim")
    return render(request, "klaim_jht/waris_lapor.html", {"form": form})


@require_GET
def terkirim(request: HttpRequest) -> HttpResponse:
    """What happens next, without a word about the person."""
    return render(request, "klaim_jht/waris_terkirim.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keliru(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """The way out of the notice: "I live". An officer answers; nothing opens by itself."""
    laporan = ambil_laporan_kode(kode)
    if request.method == "POST":
        bantah_laporan(laporan=laporan)
        return redirect("waris:keliru", kode)
    jawaban = render(request, "klaim_jht/waris_keliru.html", {"laporan": laporan})
    jawaban["Referrer-Policy"] = "no-referrer"
    jawaban["X-Robots-Tag"] = "noindex, nofollow"
    return jawaban


@sensitive_variables("orang")
def _hitung(request: HttpRequest, orang: str) -> None:
    # Counted for the very same report: whoever types a stranger's number with another name does
    # not shut the family out. The keyed hash keeps the person out of the cache.
    kunci = indeks(orang, ruang="nik")
    if not ratelimit.consume(
        request, app="allauth.account", action="lapor_kematian", key=kunci, limit_get=True
    ):
        raise TerlaluSering(
            "terlalu_sering_melapor", coba_lagi_pada=timezone.now() + timedelta(hours=1)
        )
