from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from jmo.lib.tanggal import WIB
from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import (
    FaktaKlaim,
    FaktaKlaimSebagian,
    FaktaMasa,
    FaktaSaldo,
    KodeAturan,
    KodePerbaikan,
)
from saldo.rules.masa_kepesertaan import StatusKepesertaan
from tests.klaim_jht.rules.kelayakan.contoh import BUKU, PT_MAJU, aturan, budi, kartu, periksa

AKTIF = kartu(status=StatusKepesertaan.AKTIF, tanggal_berakhir=None, sebab_berakhir=None)


def masa(mulai: date, sampai: date | None = None, kpj: str = "*******8901") -> FaktaMasa:
    return FaktaMasa(kpj, mulai, sampai, PT_MAJU)


def sebagian(*masa: FaktaMasa, alasan: AlasanKlaim = AlasanKlaim.S10, **lain: Any) -> FaktaKlaim:
    return budi(alasan, AKTIF, masa=masa, **lain)


def test_sepuluh_tahun_boleh_sambil_bekerja() -> None:
    # Ten years are full at the end of the last day.
    hasil = periksa(sebagian(masa(date(2016, 11, 23))))
    assert hasil.boleh, hasil.gagal


def test_sehari_kurang_menyebut_tanggal_lulusnya() -> None:
    # Thirty days over make a month, as in every count of membership.
    fakta = sebagian(masa(date(2016, 11, 25)))
    satu = aturan(fakta, KodeAturan.MASA_KEPESERTAAN)
    assert not satu.lulus
    assert satu.fakta["bulan"] == 119
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.TUNGGU, date(2026, 11, 23))
    assert aturan(fakta, KodeAturan.MASA_KEPESERTAAN, date(2026, 11, 23)).lulus


@pytest.mark.parametrize(
    "mulai", [date(2018, 1, 31), date(2018, 2, 28), date(2020, 2, 29), date(2025, 12, 31)]
)
def test_tanggal_lulus_adalah_hari_pertama_yang_lulus(mulai: date) -> None:
    fakta = sebagian(masa(date(2012, 3, 5), date(2013, 4, 20)), masa(mulai))
    pada = aturan(fakta, KodeAturan.MASA_KEPESERTAAN).lulus_pada
    assert pada is not None
    assert aturan(fakta, KodeAturan.MASA_KEPESERTAAN, pada).lulus
    sehari_sebelum = date.fromordinal(pada.toordinal() - 1)
    assert not aturan(fakta, KodeAturan.MASA_KEPESERTAAN, sehari_sebelum).lulus


def test_kartu_gabungan_dihitung_bersama_tetapi_tidak_dua_kali() -> None:
    # Six years, then six years of which four run beside the first.
    dua = (masa(date(2014, 1, 1), date(2019, 12, 31)), masa(date(2016, 1, 1), date(2021, 12, 31)))
    satu = aturan(sebagian(*dua), KodeAturan.MASA_KEPESERTAAN)
    assert (satu.lulus, satu.fakta["bulan"]) == (False, 96)
    # Nothing runs any more: no date will come.
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.PILIH_ALASAN_LAIN, None)
    tiga = (*dua, masa(date(2022, 6, 1), date(2024, 5, 31)))
    assert aturan(sebagian(*tiga), KodeAturan.MASA_KEPESERTAAN).lulus


def test_tanpa_masa_sama_sekali_ditolak_tanpa_tanggal() -> None:
    satu = aturan(sebagian(), KodeAturan.MASA_KEPESERTAAN)
    assert (satu.lulus, satu.fakta["bulan"], satu.lulus_pada) == (False, 0, None)


@pytest.mark.parametrize("lama", [AlasanKlaim.S10, AlasanKlaim.S30])
@pytest.mark.parametrize("baru", [AlasanKlaim.S10, AlasanKlaim.S30])
def test_sekali_untuk_keperluan_mana_pun(lama: AlasanKlaim, baru: AlasanKlaim) -> None:
    pada = datetime(2024, 2, 29, 23, 30, tzinfo=WIB)
    fakta = sebagian(
        masa(date(2010, 1, 1)),
        alasan=baru,
        sebagian=(FaktaKlaimSebagian("K20240229-000007", lama, pada, BUKU),),
    )
    satu = aturan(fakta, KodeAturan.SEKALI_SAJA)
    assert not satu.lulus
    assert satu.fakta == {"nomor": "K20240229-000007", "dibayar_pada": "2024-02-29"}
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.PILIH_ALASAN_LAIN, None)


def test_saldo_yang_bagiannya_tidak_sampai_serupiah() -> None:
    fakta = sebagian(masa(date(2010, 1, 1)), saldo=FaktaSaldo(Rupiah(9), BUKU))
    assert not aturan(fakta, KodeAturan.SALDO_ADA).lulus
    assert aturan(budi(saldo=FaktaSaldo(Rupiah(9), BUKU)), KodeAturan.SALDO_ADA).lulus


def test_berhenti_mandiri_hanya_untuk_kartu_mandiri() -> None:
    for jenis, lulus in (("BPU", True), ("PU", False), ("", False)):
        fakta = budi(AlasanKlaim.BPU_BERHENTI, kartu(jenis=jenis, sebab_berakhir=None))
        assert aturan(fakta, KodeAturan.JENIS_KARTU).lulus is lulus
