from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.models import Peserta
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan
from saldo.rules.masa_kepesertaan import Bolong, SebabBolong, jatuh_tempo
from saldo.selectors import IuranPerBulan, daftar_kepesertaan, iuran_per_bulan
from saldo.selectors.iuran import BulanIuran
from saldo.services.unduhan_iuran import bayar_sendiri, buat_csv_iuran, buat_pdf_iuran
from saldo.teks import kalimat_bolong, kalimat_koreksi, kalimat_terlambat
from saldo.views.bukti import angka

_JENIS_BOLONG = {SebabBolong.BELUM_DIBAYAR: "ingat", SebabBolong.BELUM_JATUH_TEMPO: "info"}


class _Pilihan(NamedTuple):
    """What the address asks for, of the person who is logged in."""

    peserta: Peserta
    kartu: list[Kepesertaan]
    dipilih: Kepesertaan | None
    isi: IuranPerBulan

    @property
    def mandiri(self) -> bool:
        """Tell whether the reader pays for every card that is shown."""
        return bayar_sendiri(self.kartu if self.dipilih is None else [self.dipilih])


@login_required
@require_GET
def iuran(request: HttpRequest) -> HttpResponse:
    """Contributions of one year, month by month, with what is missing."""
    pilihan = _baca(request)
    saring = {} if pilihan.isi.tahun is None else {"tahun": pilihan.isi.tahun}
    if pilihan.dipilih:
        saring["kartu"] = pilihan.dipilih.pk
    konteks = {
        "tempat": "saldo",
        "kartu": pilihan.kartu,
        "dipilih": pilihan.dipilih,
        "iuran": pilihan.isi,
        "saring": urlencode(saring),
        "bolong": [_bolong(satu, mandiri=pilihan.mandiri) for satu in pilihan.isi.bolong],
        "jeda": [_bolong(satu, mandiri=pilihan.mandiri) for satu in pilihan.isi.jeda],
        "bulan": [_bulan(satu, sebut_kartu=len(pilihan.kartu) > 1) for satu in pilihan.isi.bulan],
        "koreksi": [baris for satu in pilihan.isi.bulan for baris in _koreksi(satu)],
    }
    return render(request, "saldo/iuran.html", konteks)


@login_required
@require_GET
def unduh_csv(request: HttpRequest) -> HttpResponse:
    """What the page shows, as a table for a spreadsheet."""
    pilihan = _untuk_diunduh(request)
    isi = buat_csv_iuran(pilihan.isi, mandiri=pilihan.mandiri)
    return _berkas(isi, "text/csv; charset=utf-8", pilihan.isi.tahun, "csv")


@login_required
@require_GET
def unduh_pdf(request: HttpRequest) -> HttpResponse:
    """What the page shows, on paper."""
    pilihan = _untuk_diunduh(request)
    isi = buat_pdf_iuran(
        pilihan.peserta, pilihan.isi, dipilih=pilihan.dipilih, mandiri=pilihan.mandiri
    )
    return _berkas(isi, "application/pdf", pilihan.isi.tahun, "pdf")


def _baca(request: HttpRequest) -> _Pilihan:
    peserta = ambil_peserta_akun(akun_masuk(request))
    kartu = daftar_kepesertaan(peserta)
    dipilih = _pilih_kartu(kartu, angka(request, "kartu"))
    isi = iuran_per_bulan(
        peserta, kartu=kartu, kepesertaan=dipilih, tahun=angka(request, "tahun"),
        hari_ini=hari_ini_wib(timezone.now()),
    )  # fmt: skip
    return _Pilihan(peserta, kartu, dipilih, isi)


def _untuk_diunduh(request: HttpRequest) -> _Pilihan:
    """Refuse what the page would answer with another year: a file must be what was asked for."""
    pilihan = _baca(request)
    if pilihan.isi.tahun is None or angka(request, "tahun") not in (None, pilihan.isi.tahun):
        raise TidakDitemukan("iuran_tidak_ada")
    return pilihan


def _berkas(isi: bytes, jenis: str, tahun: int | None, akhiran: str) -> HttpResponse:
    jawaban = HttpResponse(isi, content_type=jenis)
    jawaban["Content-Disposition"] = f'attachment; filename="iuran-{tahun}.{akhiran}"'
    return jawaban


def _pilih_kartu(kartu: list[Kepesertaan], kartu_id: int | None) -> Kepesertaan | None:
    if kartu_id is None:
        return None
    for satu in kartu:
        if satu.pk == kartu_id:
            return satu
    raise TidakDitemukan("kartu_tidak_ada")


def _bulan(satu: BulanIuran, *, sebut_kartu: bool) -> dict[str, Any]:
    return {
        "bulan": satu.bulan,
        "banyak": len(satu.baris),
        "jumlah": satu.jumlah,
        "baris": [
            {
                "isi": baris.iuran,
                "kpj": baris.iuran.kepesertaan.kpj_samar if sebut_kartu else "",
                "terlambat": kalimat_terlambat(baris.terlambat_hari),
                "dikoreksi": bool(baris.koreksi),
            }
            for baris in satu.baris
        ],
    }


def _koreksi(satu: BulanIuran) -> list[dict[str, Any]]:
    return [
        {
            "id": baris.iuran.pk,
            "bulan": satu.bulan,
            "perusahaan": baris.iuran.perusahaan,
            "kalimat": [kalimat_koreksi(k.pada, k.perubahan) for k in baris.koreksi],
        }
        for baris in satu.baris
        if baris.koreksi
    ]


def _bolong(satu: Bolong, *, mandiri: bool) -> dict[str, Any]:
    judul, jalan = kalimat_bolong(satu.sebab, mandiri=mandiri)
    return {
        "jenis": _JENIS_BOLONG.get(satu.sebab, ""),
        "mulai": satu.mulai,
        "sampai": satu.sampai,
        "sebulan": satu.mulai == satu.sampai,
        "judul": judul,
        "jalan": jalan,
        "jatuh_tempo": jatuh_tempo(satu.sampai),
    }
