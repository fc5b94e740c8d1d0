from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.models import Peserta
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from saldo.models import Kepesertaan
from saldo.selectors import (
    SaldoKartu,
    ambil_kepesertaan_milik,
    iuran_terakhir,
    saldo_kartu,
    saldo_per_tahun,
    saldo_peserta,
    tarif_pengembangan,
)
from saldo.selectors.penggabungan import penggabungan_berlaku
from saldo.teks import SEBAB_KELUAR, STATUS_KARTU, lencana_kartu, ringkas_rupiah
from saldo.views.grafik import susun_grafik
from saldo.views.kepesertaan import keanggotaan, riwayat_kerja, susulan


@login_required
@require_GET
def ringkasan(request: HttpRequest) -> HttpResponse:
    """The balance of all cards together."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    saldo = saldo_peserta(peserta)
    konteks = {
        "tempat": "saldo",
        "saldo": saldo,
        "kartu": [kartu_tampil(satu) for satu in saldo.kartu],
        "kerja": riwayat_kerja(satu.kartu for satu in saldo.kartu),
        **susulan(peserta, saldo.kartu),
        **riwayat(peserta),
    }
    return render(request, "saldo/ringkasan.html", konteks)


@login_required
@require_GET
def kartu(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """One card: its money, its history, who reported what."""
    milik = ambil_kepesertaan_milik(akun_masuk(request), kartu_id)
    saldo = saldo_kartu(milik)
    gabungan, gabungan_masuk = penggabungan_berlaku(milik)
    konteks = {
        "tempat": "saldo",
        "satu": kartu_tampil(saldo),
        **keanggotaan(milik),
        **susulan(milik.peserta, [saldo]),
        "kpj": milik.kpj,
        "sebab": SEBAB_KELUAR.get(milik.sebab_berakhir, ""),
        "iuran_terakhir": iuran_terakhir(milik),
        "gabungan": gabungan,
        "gabungan_masuk": gabungan_masuk,
        **riwayat(milik.peserta, milik),
    }
    return render(request, "saldo/kartu.html", konteks)


def kartu_tampil(saldo: SaldoKartu) -> dict[str, Any]:
    """Return a card as pages show it."""
    status = saldo.kartu.status
    return {
        "saldo": saldo,
        "kartu": saldo.kartu,
        "status": STATUS_KARTU[status],
        "lencana": lencana_kartu(status),
    }


def riwayat(peserta: Peserta, kepesertaan: Kepesertaan | None = None) -> dict[str, Any]:
    """Return chart and table by year, and which of the years used a rate that is not official."""
    tahun = saldo_per_tahun(peserta, kepesertaan=kepesertaan)
    grafik, tarif = susun_grafik(tahun), tarif_pengembangan()
    return {
        "tahun": list(reversed(tahun)),
        "grafik": grafik,
        "kisi": [(satu.y, ringkas_rupiah(satu.nilai)) for satu in grafik.kisi] if grafik else [],
        "tahun_contoh": [
            satu.tahun
            for satu in tahun
            if satu.pengembangan and satu.tahun in tarif and tarif[satu.tahun].contoh
        ],
        "ada_pindah": any(satu.pindah for satu in tahun),
        "tahun_bertarif": set(tarif),
    }
