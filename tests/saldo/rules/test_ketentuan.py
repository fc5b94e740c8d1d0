from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from saldo.rules.ketentuan import (
    BarisKetentuan,
    JenisKetentuan,
    ambil_nilai,
    pilih_berlaku,
)

JENIS = JenisKetentuan.BATAS_KLAIM_MESIN


def baris(sejak: date, sampai: date | None, nilai: str = "1") -> BarisKetentuan:
    return BarisKetentuan(JENIS, Decimal(nilai), sejak, sampai, "dasar")


def test_pilih_berlaku_menghitung_kedua_ujung() -> None:
    lama = baris(date(2021, 1, 1), date(2021, 12, 31), "10")
    baru = baris(date(2022, 1, 1), None, "15")
    assert pilih_berlaku([lama, baru], date(2020, 12, 31)) == {}
    assert pilih_berlaku([lama, baru], date(2021, 1, 1)) == {JENIS: lama}
    assert pilih_berlaku([lama, baru], date(2021, 12, 31)) == {JENIS: lama}
    assert pilih_berlaku([lama, baru], date(2022, 1, 1)) == {JENIS: baru}


def test_pilih_berlaku_menolak_dua_baris_untuk_satu_hari() -> None:
    with pytest.raises(ValueError, match="ketentuan_tumpang_tindih"):
        pilih_berlaku([baris(date(2021, 1, 1), None), baris(date(2022, 1, 1), None)], date.max)


def test_ambil_nilai_tidak_menebak() -> None:
    assert ambil_nilai({JENIS: baris(date(2021, 1, 1), None, "7")}, JENIS) == 7
    with pytest.raises(ValueError, match="ketentuan_tidak_ada:BATAS_KLAIM_MESIN"):
        ambil_nilai({}, JENIS)
