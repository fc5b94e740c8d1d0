from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.tanggal import tambah_bulan
from jmo.lib.uang import Rupiah
from saldo.rules.proyeksi import (
    TARIF_SKENARIO,
    Skenario,
    bulan_sampai_usia,
    nilai_hari_ini,
    ukur_meleset,
)
from saldo.rules.simulasi import TARIF_ASUMSI


@pytest.mark.parametrize(
    ("lahir", "hari_ini", "bulan"),
    [
        pytest.param(date(1990, 1, 1), date(2026, 1, 1), 240, id="tepat-dua-puluh-tahun"),
        pytest.param(date(1990, 1, 2), date(2026, 1, 1), 240, id="sehari-lagi"),
        pytest.param(date(1990, 1, 1), date(2026, 1, 2), 239, id="sehari-lewat"),
        pytest.param(date(1972, 2, 29), date(2026, 2, 28), 24, id="lahir-29-februari"),
        pytest.param(date(1970, 1, 1), date(2026, 1, 1), 0, id="hari-ulang-tahun"),
        pytest.param(date(1950, 1, 1), date(2026, 1, 1), 0, id="sudah-lewat"),
    ],
)
def test_bulan_sampai_usia_pensiun(lahir: date, hari_ini: date, bulan: int) -> None:
    assert bulan_sampai_usia(lahir, hari_ini) == bulan


@given(
    lahir=st.dates(date(1971, 1, 1), date(2008, 1, 1)),
    hari_ini=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)
def test_bulan_sampai_usia_adalah_yang_terbanyak_yang_belum_melewati(
    lahir: date, hari_ini: date
) -> None:
    ulang_tahun = tambah_bulan(lahir, 56 * 12)
    bulan = bulan_sampai_usia(lahir, hari_ini)
    assert tambah_bulan(hari_ini, bulan) <= ulang_tahun < tambah_bulan(hari_ini, bulan + 1)


def test_skenario_mengapit_asumsi_lembaga() -> None:
    rendah, tengah, tinggi = (TARIF_SKENARIO[satu] for satu in Skenario)
    assert rendah < tengah == TARIF_ASUMSI < tinggi


def test_nilai_hari_ini_turun_dengan_harga() -> None:
    jumlah = Rupiah(10_000_000)
    assert nilai_hari_ini(jumlah, bulan=0, inflasi=Decimal("0.03")) == jumlah
    assert nilai_hari_ini(jumlah, bulan=120, inflasi=Decimal(0)) == jumlah
    # 10.000.000 / 1.03^2 = 9.425.959,09; half a year more divides by 1.015 again.
    assert nilai_hari_ini(jumlah, bulan=24, inflasi=Decimal("0.03")) == 9_425_959
    assert nilai_hari_ini(jumlah, bulan=30, inflasi=Decimal("0.03")) == 9_286_659


@pytest.mark.parametrize(("bulan", "inflasi"), [(-1, "0.03"), (12, "-1")])
def test_nilai_yang_mustahil_ditolak(bulan: int, inflasi: str) -> None:
    with pytest.raises(ValueError, match="proyeksi_di_luar_batas"):
        nilai_hari_ini(Rupiah(1), bulan=bulan, inflasi=Decimal(inflasi))


def _ukur(awal: int, upah: int, iuran: int, pengembangan: int):  # type: ignore[no-untyped-def]  # the rule's own type
    return ukur_meleset(
        saldo_awal=Rupiah(awal), upah=Rupiah(upah), tarif_pemberi_kerja=Decimal("0.037"),
        tarif_pekerja=Decimal("0.02"), iuran=Rupiah(iuran), pengembangan=Rupiah(pengembangan),
    )  # fmt: skip


def test_meleset_menyebut_iuran_dan_hasil_terpisah() -> None:
    # 5.000.000 a month: 3.420.000 paid in, 92.625 earned on it, 50.000 on a million at 5 per cent.
    tepat = _ukur(1_000_000, 5_000_000, 3_420_000, 142_625)
    assert (tepat.beda_iuran, tepat.beda_pengembangan, tepat.bagian) == (0, 0, 0)
    kurang = _ukur(1_000_000, 5_000_000, 3_135_000, 150_000)
    assert (kurang.beda_iuran, kurang.beda_pengembangan) == (-285_000, 7_375)
    assert kurang.saldo_akhir == 4_285_000
    assert kurang.bagian == Decimal(4_285_000 - 4_562_625) / 4_562_625
    assert _ukur(0, 0, 0, 0).bagian == 0


@given(
    awal=st.integers(0, 10**9), upah=st.integers(0, 10**8), iuran=st.integers(0, 10**8),
    hasil=st.integers(0, 10**8),
)  # fmt: skip
def test_bagian_beda_berjumlah_beda_saldo(awal: int, upah: int, iuran: int, hasil: int) -> None:
    meleset = _ukur(awal, upah, iuran, hasil)
    beda = meleset.saldo_akhir - meleset.perkiraan.saldo_akhir
    assert beda == meleset.beda_iuran + meleset.beda_pengembangan
