"""The projection: what the savings may become, what is left of it, and against claiming now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Peserta
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from jmo.lib.tanggal import hari_ini_wib, tambah_bulan
from jmo.lib.uang import NOL, Rupiah, format_rupiah
from klaim_jht.forms import SimulasiForm
from klaim_jht.selectors.simulasi import AwalSimulasi, awal_simulasi, tahun_meleset
from klaim_jht.services.pratinjau import taksir_pajak
from klaim_jht.teks import SKENARIO
from klaim_jht.views.rincian import persen
from saldo.rules.ketentuan import JenisKetentuan, ambil_nilai
from saldo.rules.proyeksi import INFLASI_ASUMSI, TARIF_SKENARIO, Skenario, nilai_hari_ini
from saldo.rules.simulasi import HasilSimulasi, simulasikan
from saldo.selectors import ambil_ketentuan, tarif_pengembangan
from saldo.teks import ringkas_rupiah
from saldo.views.grafik import susun_banding

TAHUN_TARIF_DITAMPILKAN = 12


@login_required
@require_http_methods(["GET", "POST"])
def simulasi(request: HttpRequest) -> HttpResponse:
    """The form with its result; a change sends the form and brings the result alone."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    hari_ini = hari_ini_wib(timezone.now())
    awal = awal_simulasi(peserta, hari_ini=hari_ini)
    # What is typed travels in the body of the request alone: a balance belongs into no address.
    form = SimulasiForm(request.POST if request.method == "POST" else _isi_awal(awal))
    konteks: dict[str, Any] = {"tempat": "saldo", "form": form, "awal": awal}
    if form.is_valid():
        konteks.update(_hasil(peserta, form.cleaned_data, awal, hari_ini))
    if request.headers.get("HX-Request"):
        return render(request, "klaim_jht/_simulasi_hasil.html", konteks)
    konteks["meleset"] = tahun_meleset(peserta, hari_ini=hari_ini)
    konteks.update(_tarif_lalu(hari_ini))
    return render(request, "klaim_jht/simulasi.html", konteks)


def _isi_awal(awal: AwalSimulasi) -> dict[str, Any]:
    return {
        "upah": format_rupiah(awal.upah).removeprefix("Rp"),
        "saldo_awal": format_rupiah(awal.saldo).removeprefix("Rp"),
        "pembayar": awal.pembayar,
        "sampai": "USIA" if awal.bulan else "TAHUN",
        "tahun": max(1, awal.bulan // 12),
        "kenaikan": "0",
        "inflasi": persen(INFLASI_ASUMSI),
    }


@dataclass(frozen=True, slots=True)
class _Uang:
    """One outcome: gross, tax and net, and what the net buys at today's prices."""

    bruto: Rupiah
    pajak: Rupiah
    neto: Rupiah
    kini: Rupiah


def _hasil(
    peserta: Peserta, isi: dict[str, Any], awal: AwalSimulasi, hari_ini: date
) -> dict[str, Any]:
    bulan = awal.bulan if isi["sampai"] == "USIA" else isi["tahun"] * 12
    tarif = _tarif_iuran(isi["pembayar"], hari_ini)
    proyeksi = {
        satu: simulasikan(
            upah=isi["upah"], jumlah_tahun=bulan // 12, bulan_sisa=bulan % 12,
            saldo_awal=isi["saldo_awal"], tarif_pemberi_kerja=tarif[0], tarif_pekerja=tarif[1],
            tarif=TARIF_SKENARIO[satu], kenaikan_upah=isi["kenaikan"],
        )
        for satu in Skenario
    }  # fmt: skip
    selesai = tambah_bulan(hari_ini, bulan)

    def uang(bruto: Rupiah, pada: date, lama: int) -> _Uang:
        rincian = taksir_pajak(peserta, bruto=bruto, pada=pada)
        neto = rincian.neto if rincian else NOL
        kini = nilai_hari_ini(neto, bulan=lama, inflasi=isi["inflasi"])
        return _Uang(bruto, Rupiah(bruto - neto), neto, kini)

    skenario = [
        {
            "kunci": satu, "nama": SKENARIO[satu], "tarif": persen(TARIF_SKENARIO[satu]),
            "hasil": hasil, "uang": uang(hasil.saldo_akhir, selesai, bulan),
        }
        for satu, hasil in proyeksi.items()
    ]  # fmt: skip
    return {
        "skenario": skenario,
        "tengah": skenario[1],
        "sekarang": uang(isi["saldo_awal"], hari_ini, 0),
        "saldo_awal": isi["saldo_awal"],
        "inflasi": persen(isi["inflasi"]),
        "lama_tahun": bulan // 12,
        "lama_bulan": bulan % 12,
        "selesai": selesai,
        "iuran_persen": persen(tarif[0] + tarif[1]),
        "pemberi_persen": persen(tarif[0]),
        "pekerja_persen": persen(tarif[1]),
        "baris": _baris(proyeksi, hari_ini),
        **_grafik(proyeksi, isi["saldo_awal"], hari_ini),
    }


def _tarif_iuran(pembayar: str, hari_ini: date) -> tuple[Decimal, Decimal]:
    """Return the shares of employer and worker in the month's wage."""
    berlaku = ambil_ketentuan(pada=hari_ini)
    if pembayar == "PU":
        return (
            ambil_nilai(berlaku, JenisKetentuan.TARIF_JHT_PEMBERI_KERJA),
            ambil_nilai(berlaku, JenisKetentuan.TARIF_JHT_PEKERJA),
        )
    if pembayar == "BPU":
        return Decimal(0), ambil_nilai(berlaku, JenisKetentuan.TARIF_JHT_BPU)
    return Decimal(0), Decimal(0)


def _akhir_tahun(hasil: HasilSimulasi, hari_ini: date) -> list[date]:
    akhir, bulan = [], 0
    for satu in hasil.tahun:
        bulan += satu.bulan
        akhir.append(tambah_bulan(hari_ini, bulan))
    return akhir


def _baris(proyeksi: dict[Skenario, HasilSimulasi], hari_ini: date) -> list[dict[str, Any]]:
    tengah = proyeksi[Skenario.TENGAH]
    akhir = _akhir_tahun(tengah, hari_ini)
    return [
        {
            "pada": akhir[ke],
            "iuran": satu.iuran,
            "saldo": [hasil.tahun[ke].saldo_akhir for hasil in proyeksi.values()],
        }
        for ke, satu in enumerate(tengah.tahun)
    ]


def _grafik(
    proyeksi: dict[Skenario, HasilSimulasi], saldo_awal: Rupiah, hari_ini: date
) -> dict[str, Any]:
    akhir = _akhir_tahun(proyeksi[Skenario.TENGAH], hari_ini)
    grafik = susun_banding(
        {
            satu.value.lower(): [saldo_awal, *(baris.saldo_akhir for baris in hasil.tahun)]
            for satu, hasil in proyeksi.items()
        },
        [hari_ini.year, *(satu.year for satu in akhir)],
    )
    kisi = [(satu.y, ringkas_rupiah(satu.nilai)) for satu in grafik.kisi] if grafik else []
    return {"grafik": grafik, "kisi": kisi}


def _tarif_lalu(hari_ini: date) -> dict[str, Any]:
    """Return the newest known yearly rates, and the years since without an official one."""
    tarif = tarif_pengembangan()
    resmi = [tahun for tahun in tarif if not tarif[tahun].contoh]
    mulai = max(min(resmi, default=hari_ini.year), hari_ini.year - TAHUN_TARIF_DITAMPILKAN)
    return {
        "tarif_lalu": [
            {"tahun": tahun, "tarif": persen(tarif[tahun].nilai), "contoh": tarif[tahun].contoh}
            for tahun in sorted(tarif, reverse=True)[:TAHUN_TARIF_DITAMPILKAN]
        ],
        "tarif_tak_ada": ", ".join(
            str(tahun) for tahun in range(mulai, hari_ini.year) if tahun not in resmi
        ),
    }
