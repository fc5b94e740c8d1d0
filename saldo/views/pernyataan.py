from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from jmo.lib.tanggal import hari_ini_wib
from saldo.selectors.pernyataan import susun_pernyataan, tahun_pernyataan
from saldo.services.pernyataan import buat_pernyataan


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """The years for which there is a statement."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    konteks = {
        "tempat": "saldo",
        "tahun": tahun_pernyataan(peserta),
        "tahun_ini": hari_ini_wib(timezone.now()).year,
    }
    return render(request, "saldo/pernyataan.html", konteks)


@login_required
@require_GET
def unduh(request: HttpRequest, tahun: int) -> HttpResponse:
    """One year as PDF."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    isi = buat_pernyataan(peserta, susun_pernyataan(peserta, tahun))
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="pernyataan-saldo-{tahun}.pdf"'
    return jawaban
