"""The driver: every step goes through here; its own part stands in a module of its name."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from jmo.lib.galat import Bentrok, TerlaluSering
from jmo.teks import kalimat_galat
from klaim_jht.alur import ALUR
from klaim_jht.models import Klaim
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import cari_klaim_kunci, klaim_terbuka
from klaim_jht.views.alasan import Alasan
from klaim_jht.views.berkas import LangkahBerkas
from klaim_jht.views.dasar import Kerja, Langkah, bingkai, susun_kerja
from klaim_jht.views.konfirmasi import Konfirmasi
from klaim_jht.views.rekening import Rekening
from klaim_jht.views.rincian import Rincian
from klaim_jht.views.syarat import Syarat
from klaim_jht.views.wajah import Wajah

LANGKAH: dict[str, Langkah] = {
    satu.kunci: satu
    for satu in (
        Alasan(),
        Syarat(),
        Rincian(),
        LangkahBerkas(),
        Wajah(),
        Rekening(),
        Konfirmasi(),
    )
}


@login_required
@require_http_methods(["GET", "POST"])
def langkah(request: HttpRequest, kunci: str) -> HttpResponse:
    peserta = ambil_peserta_akun(akun_masuk(request))
    klaim = klaim_terbuka(peserta)
    if klaim is None or klaim.status != StatusKlaim.DRAF:
        return _tanpa_draf(request, klaim)
    kerja = susun_kerja(request, peserta, klaim)
    if not ALUR.boleh_masuk(kunci, kerja.fakta):
        return redirect("klaim:lanjut")
    satu = LANGKAH[kunci]
    if request.method == "GET":
        return _tampilkan(kerja, satu)
    if "nanti" in request.POST:
        return _simpan_nanti(kerja, satu)
    return _kirim(kerja, satu)


def _kirim(kerja: Kerja, satu: Langkah) -> HttpResponse:
    form = satu.form(kerja, kerja.request.POST)
    if not form.is_valid():
        return _tampilkan(kerja, satu, form=form)
    try:
        return satu.kirim(kerja, form) or redirect("klaim:lanjut")
    except TerlaluSering as galat:
        form.add_error(None, kalimat_galat(galat))
        return _tampilkan(kerja, satu, form=form, status=galat.status_http)
    except Bentrok as galat:
        # Another tab was faster. What was typed is shown again, on top of what is true now.
        form.add_error(None, kalimat_galat(galat))
        terbuka = klaim_terbuka(kerja.peserta)
        if terbuka is None or terbuka.status != StatusKlaim.DRAF:
            return _tanpa_draf(kerja.request, terbuka)
        baru = susun_kerja(kerja.request, kerja.peserta, terbuka)
        if not ALUR.boleh_masuk(satu.kunci, baru.fakta):
            messages.error(kerja.request, kalimat_galat(galat))
            return redirect("klaim:lanjut")
        return _tampilkan(baru, satu, form=form, status=galat.status_http)


def _tampilkan(
    kerja: Kerja, satu: Langkah, *, form: object = None, status: int = 200
) -> HttpResponse:
    konteks = {
        **bingkai(kerja, satu.kunci),
        "label_lanjut": satu.label_lanjut,
        "form": form or satu.form(kerja),
        **satu.konteks(kerja),
    }
    templat = f"klaim_jht/langkah_{satu.kunci}.html"
    return render(kerja.request, templat, konteks, status=status)


def _simpan_nanti(kerja: Kerja, satu: Langkah) -> HttpResponse:
    """Keep what is valid and lead home; what is not was never an answer."""
    form = satu.form(kerja, kerja.request.POST)
    if form.fields and form.is_valid():
        satu.nanti(kerja, form)
    messages.success(
        kerja.request,
        _("Tersimpan. Anda dapat melanjutkan klaim ini kapan saja, juga di perangkat lain."),
    )
    return redirect("klaim:ringkasan")


def _tanpa_draf(request: HttpRequest, klaim: Klaim | None) -> HttpResponse:
    """Lead to the claim that was filed: in another tab, or by the first of two presses."""
    if klaim is None and request.POST.get("kunci"):
        klaim = cari_klaim_kunci(akun_masuk(request), request.POST["kunci"][:64])
    if klaim is None:
        return redirect("klaim:ringkasan")
    if klaim.status == StatusKlaim.PERLU_PERBAIKAN_REKENING and request.method == "GET":
        return redirect("klaim:perbaiki", klaim.kode)
    return redirect("klaim:lacak", klaim.kode)
