from __future__ import annotations

from datetime import date

import pytest

from jmo.lib.tanggal import Periode
from saldo.rules.masa_kepesertaan import (
    Bolong,
    SebabBolong,
    cari_bolong,
    hitung_masa_bulan,
    jatuh_tempo,
)

HARI_INI = date(2026, 11, 22)


def bulan(*teks: str) -> set[date]:
    return {date.fromisoformat(f"{satu}-01") for satu in teks}


def test_masa_beberapa_kartu_dihitung_sebagai_gabungan() -> None:
    kartu = [
        Periode(date(2014, 1, 1), date(2019, 12, 31)),
        Periode(date(2018, 1, 1), date(2023, 12, 31)),
    ]
    assert hitung_masa_bulan(kartu, pada=HARI_INI) == 120
    assert hitung_masa_bulan(kartu, pada=date(2023, 12, 29)) == 119


def test_masa_yang_masih_berjalan_dihitung_sampai_hari_itu() -> None:
    assert hitung_masa_bulan([Periode(date(2026, 1, 22))], pada=date(2026, 11, 21)) == 10
    assert hitung_masa_bulan([], pada=HARI_INI) == 0


def test_bolong_dijelaskan_menurut_sebabnya() -> None:
    masa = [
        Periode(date(2026, 1, 5), date(2026, 3, 31)),
        Periode(date(2026, 6, 1)),
    ]
    dibayar = bulan("2026-01", "2026-03", "2026-07", "2026-09")
    assert cari_bolong(masa, dibayar, hari_ini=HARI_INI) == (
        Bolong(date(2026, 2, 1), date(2026, 2, 1), SebabBolong.BELUM_DIBAYAR),
        Bolong(date(2026, 4, 1), date(2026, 5, 1), SebabBolong.TIDAK_BEKERJA),
        Bolong(date(2026, 6, 1), date(2026, 6, 1), SebabBolong.BELUM_DIBAYAR),
        Bolong(date(2026, 8, 1), date(2026, 8, 1), SebabBolong.BELUM_DIBAYAR),
        Bolong(date(2026, 10, 1), date(2026, 10, 1), SebabBolong.BELUM_DIBAYAR),
        Bolong(date(2026, 11, 1), date(2026, 11, 1), SebabBolong.BELUM_JATUH_TEMPO),
    )


def test_bulan_di_antara_dua_sebab_berbeda_tidak_disambung() -> None:
    masa = [Periode(date(2026, 10, 1))]
    assert [b.sebab for b in cari_bolong(masa, set(), hari_ini=HARI_INI)] == [
        SebabBolong.BELUM_DIBAYAR,
        SebabBolong.BELUM_JATUH_TEMPO,
    ]


def test_tidak_ada_yang_bolong_setelah_pekerjaan_terakhir_atau_sebelum_mulai() -> None:
    selesai = [Periode(date(2026, 1, 1), date(2026, 1, 31))]
    assert cari_bolong(selesai, bulan("2026-01"), hari_ini=HARI_INI) == ()
    assert cari_bolong([Periode(date(2027, 1, 1))], set(), hari_ini=HARI_INI) == ()
    assert cari_bolong([], set(), hari_ini=HARI_INI) == ()


def test_pekerjaan_yang_berakhir_di_masa_depan_dihitung_sampai_hari_ini() -> None:
    masa = [Periode(date(2026, 11, 1), date(2027, 6, 30))]
    assert cari_bolong(masa, bulan("2026-11"), hari_ini=HARI_INI) == ()


@pytest.mark.parametrize(
    ("bulan_iuran", "tanggal"),
    [
        pytest.param(date(2026, 10, 1), date(2026, 11, 15), id="bulan-biasa"),
        pytest.param(date(2026, 12, 1), date(2027, 1, 15), id="melewati-tahun"),
    ],
)
def test_jatuh_tempo(bulan_iuran: date, tanggal: date) -> None:
    assert jatuh_tempo(bulan_iuran) == tanggal


def test_pada_hari_jatuh_tempo_belum_terlambat() -> None:
    masa = [Periode(date(2026, 10, 1), date(2026, 10, 31))]
    for hari, sebab in ((15, SebabBolong.BELUM_JATUH_TEMPO), (16, SebabBolong.BELUM_DIBAYAR)):
        (bolong,) = cari_bolong(masa, set(), hari_ini=date(2026, 11, hari))
        assert bolong.sebab is sebab
