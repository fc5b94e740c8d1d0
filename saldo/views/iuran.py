from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan
from saldo.rules.masa_kepesertaan import Bolong, SebabBolong, jatuh_tempo
from saldo.selectors import daftar_kepesertaan, iuran_per_bulan
from saldo.teks import KALIMAT_BOLONG
from saldo.views.bukti import angka


@login_required
@require_GET
def iuran(request: HttpRequest) -> HttpResponse:
    """Contributions of one year, month by month, with what is missing."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    kartu = daftar_kepesertaan(peserta)
    dipilih = _pilih_kartu(kartu, angka(request, "kartu"))
    hari_ini = hari_ini_wib(timezone.now())
    hasil = iuran_per_bulan(
        peserta, kartu=kartu, kepesertaan=dipilih, tahun=angka(request, "tahun"), hari_ini=hari_ini
    )
    konteks = {
        "tempat": "saldo",
        "kartu": kartu,
        "dipilih": dipilih,
        "iuran": hasil,
        "bolong": [_bolong(satu) for satu in hasil.bolong],
    }
    return render(request, "saldo/iuran.html", konteks)


def _pilih_kartu(kartu: list[Kepesertaan], kartu_id: int | None) -> Kepesertaan | None:
    if kartu_id is None:
        return None
    for satu in kartu:
        if satu.pk == kartu_id:
            return satu
    raise TidakDitemukan("kartu_tidak_ada")


def _bolong(satu: Bolong) -> dict[str, Any]:
    judul, jalan = KALIMAT_BOLONG[satu.sebab]
    return {
        "jenis": "ingat" if satu.sebab is SebabBolong.BELUM_DIBAYAR else "info",
        "mulai": satu.mulai,
        "sampai": satu.sampai,
        "sebulan": satu.mulai == satu.sampai,
        "judul": judul,
        "jalan": jalan,
        "jatuh_tempo": jatuh_tempo(satu.sampai),
    }
