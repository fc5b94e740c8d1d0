"""One eligible member, from whom every case departs by what makes it different."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from jmo.lib.tanggal import WIB
from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import (
    FaktaIdentitas,
    FaktaKartu,
    FaktaKlaim,
    FaktaPengkinian,
    FaktaSaldo,
    HasilAturan,
    HasilKelayakan,
    JenisIdentitas,
    KetentuanJHT,
    KodeAturan,
    Pelapor,
    StatusPengkinian,
    Sumber,
    periksa_kelayakan,
    susun_ketentuan_jht,
)
from saldo.rules.data_ketentuan import KETENTUAN
from saldo.rules.ketentuan import pilih_berlaku
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan

HARI_INI = date(2026, 11, 22)
PT_MAJU = Sumber(Pelapor.PERUSAHAAN, datetime(2026, 11, 2, 9, 0, tzinfo=WIB), "PT Maju Contoh")
DUKCAPIL = Sumber(Pelapor.DUKCAPIL, datetime(2026, 11, 20, 8, 0, tzinfo=WIB))
BUKU = Sumber(Pelapor.BUKU, datetime(2026, 11, 22, 7, 0, tzinfo=WIB))

KARTU = FaktaKartu(
    kartu_id=1,
    kpj_samar="*******8901",
    status=StatusKepesertaan.NONAKTIF,
    tanggal_berakhir=date(2026, 10, 14),
    sebab_berakhir=SebabKeluar.PHK,
    usia_pensiun=56,
    sumber=PT_MAJU,
)
BUDI = FaktaKlaim(
    alasan=AlasanKlaim.PHK,
    identitas=FaktaIdentitas(JenisIdentitas.NIK, True, date(1990, 3, 31), DUKCAPIL),
    kartu=(KARTU,),
    pengkinian=FaktaPengkinian(StatusPengkinian.SELESAI, Sumber(Pelapor.PESERTA)),
    klaim_terbuka=None,
    tahanan=(),
    saldo=FaktaSaldo(Rupiah(14_500_000), BUKU),
)


def kartu(**beda: Any) -> FaktaKartu:
    return replace(KARTU, **beda)


def budi(alasan: AlasanKlaim = AlasanKlaim.PHK, *kartu: FaktaKartu, **beda: Any) -> FaktaKlaim:
    return replace(BUDI, alasan=alasan, kartu=kartu or BUDI.kartu, **beda)


def ketentuan(alasan: AlasanKlaim = AlasanKlaim.PHK, pada: date = HARI_INI) -> KetentuanJHT:
    return susun_ketentuan_jht(pilih_berlaku(KETENTUAN, pada), alasan=alasan, pada=pada)


def periksa(fakta: FaktaKlaim, pada: date = HARI_INI) -> HasilKelayakan:
    return periksa_kelayakan(fakta=fakta, ketentuan=ketentuan(fakta.alasan, pada), hari_ini=pada)


def aturan(fakta: FaktaKlaim, kode: KodeAturan, pada: date = HARI_INI) -> HasilAturan:
    hasil = periksa(fakta, pada).ambil(kode)
    assert hasil is not None
    return hasil
