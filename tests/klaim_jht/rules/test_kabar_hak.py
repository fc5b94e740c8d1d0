from __future__ import annotations

from datetime import date, datetime

import pytest

from jmo.lib.tanggal import WIB
from jmo.lib.uang import Rupiah
from klaim_jht.rules.kabar_hak import (
    masih_kabar,
    mulai_dikabarkan,
    tinggal_diajukan,
    ulang_tahun,
)
from klaim_jht.rules.kelayakan import HasilAturan, HasilKelayakan, KodeAturan, Rute

HARI = date(2026, 11, 23)


def hasil(*gagal: KodeAturan) -> HasilKelayakan:
    alasan = tuple(
        HasilAturan(
            kode=kode, lulus=kode not in gagal, fakta={}, sumber=(), versi="uji/1",
            dasar_hukum="uji",
        )
        for kode in KodeAturan
    )  # fmt: skip
    return HasilKelayakan(
        boleh=not gagal, rute=Rute.MESIN, sebab_rute=(), batas_mesin=Rupiah(1), alasan=alasan
    )


@pytest.mark.parametrize(
    ("gagal", "ya"),
    [
        pytest.param((), True, id="nothing-missing"),
        pytest.param((KodeAturan.PENGKINIAN, KodeAturan.KARTU_DIGABUNG), True, id="own-hands"),
        pytest.param((KodeAturan.MASA_TUNGGU,), False, id="time"),
        pytest.param((KodeAturan.PENGKINIAN, KodeAturan.SALDO_ADA), False, id="nothing-to-claim"),
        pytest.param((KodeAturan.TANPA_KLAIM_TERBUKA,), False, id="claims-already"),
    ],
)
def test_dikabari_bila_tinggal_yang_dapat_diperbaiki_sendiri(
    gagal: tuple[KodeAturan, ...], ya: bool
) -> None:
    assert tinggal_diajukan(hasil(*gagal)) is ya


@pytest.mark.parametrize(
    ("mulai", "ya"),
    [
        pytest.param(date(2026, 11, 24), False, id="tomorrow"),
        pytest.param(date(2026, 11, 23), True, id="today"),
        pytest.param(date(2026, 11, 17), True, id="caught-up"),
        pytest.param(date(2026, 11, 16), False, id="old"),
    ],
)
def test_tujuh_hari_masih_kabar(mulai: date, ya: bool) -> None:
    assert masih_kabar(mulai, hari_ini=HARI) is ya


def test_laporan_yang_terlambat_menjadi_kabar_hari_itu() -> None:
    pada = datetime(2026, 11, 22, 23, 30, tzinfo=WIB)
    assert mulai_dikabarkan(mulai=date(2026, 9, 1), dilaporkan=pada) == date(2026, 11, 22)
    assert mulai_dikabarkan(mulai=date(2026, 12, 1), dilaporkan=pada) == date(2026, 12, 1)
    assert mulai_dikabarkan(mulai=date(2026, 9, 1), dilaporkan=None) == date(2026, 9, 1)


def test_ulang_tahun_yang_dicari() -> None:
    assert ulang_tahun(56, hari_ini=HARI) == (date(1970, 11, 16), date(1970, 11, 23))
