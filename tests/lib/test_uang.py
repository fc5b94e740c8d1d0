from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.uang import (
    BATAS_TERBILANG,
    bulatkan,
    format_persen,
    format_rupiah,
    parse_rupiah,
    terbilang,
)


@pytest.mark.parametrize(
    ("nilai", "biasa", "ke_bawah"),
    [
        pytest.param("0", 0, 0, id="nol"),
        pytest.param("10.4999", 10, 10, id="di-bawah-setengah"),
        pytest.param("10.5", 11, 10, id="setengah"),
        pytest.param("11.5", 12, 11, id="setengah-bukan-ke-genap"),
        pytest.param("10.9999", 11, 10, id="hampir-naik"),
        pytest.param("-10.5", -11, -10, id="negatif-setengah"),
        pytest.param("99999999999999999999999999999999.5", 10**32, 10**32 - 1, id="lebih-28-digit"),
    ],
)
def test_bulatkan(nilai: str, biasa: int, ke_bawah: int) -> None:
    assert bulatkan(Decimal(nilai)) == biasa
    assert bulatkan(Decimal(nilai), cara=ROUND_DOWN) == ke_bawah


@pytest.mark.parametrize("nilai", ["NaN", "Infinity", "-Infinity"])
def test_bulatkan_menolak_yang_bukan_bilangan(nilai: str) -> None:
    with pytest.raises(ValueError, match="nilai_tidak_terhingga"):
        bulatkan(Decimal(nilai))


def test_bulatkan_menolak_cara_lain() -> None:
    cara: Any = ROUND_HALF_EVEN
    with pytest.raises(ValueError, match="cara_bulat_tidak_dikenal"):
        bulatkan(Decimal("0.5"), cara=cara)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_bulatkan_tidak_pernah_bergeser_lebih_dari_satu_rupiah(nilai: Decimal) -> None:
    assert abs(bulatkan(nilai) - nilai) <= Decimal("0.5")
    ke_bawah = bulatkan(nilai, cara=ROUND_DOWN)
    assert abs(ke_bawah) <= abs(nilai)
    assert abs(ke_bawah - nilai) < 1


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        pytest.param(0, "Rp0", id="nol"),
        pytest.param(999, "Rp999", id="tanpa-titik"),
        pytest.param(1_500_000, "Rp1.500.000", id="juta"),
        pytest.param(-5_000, "-Rp5.000", id="negatif"),
        pytest.param(10_000_000_000_000, "Rp10.000.000.000.000", id="triliun"),
    ],
)
def test_format_rupiah(nilai: int, teks: str) -> None:
    assert format_rupiah(nilai) == teks


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_yang_ditulis_dapat_dibaca_kembali(nilai: int) -> None:
    assert parse_rupiah(format_rupiah(nilai)) == nilai
    assert parse_rupiah(str(nilai)) == nilai


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        pytest.param("1500000", 1_500_000, id="polos"),
        pytest.param(" 1.500.000 ", 1_500_000, id="titik-dan-spasi-tepi"),
        pytest.param("Rp 1.500.000,00", 1_500_000, id="rp-spasi-dan-sen-nol"),
        pytest.param("rp5000", 5_000, id="rp-kecil"),
        pytest.param("0", 0, id="nol"),
    ],
)
def test_parse_rupiah(teks: str, nilai: int) -> None:
    assert parse_rupiah(teks) == nilai


@pytest.mark.parametrize(
    "teks",
    [
        pytest.param("", id="kosong"),
        pytest.param("Rp", id="tanpa-angka"),
        pytest.param("1.50", id="titik-desimal"),
        pytest.param("1.5000", id="kelompok-empat"),
        pytest.param("1500.000", id="kelompok-pertama-empat"),
        pytest.param("1,500,000", id="koma-ribuan"),
        pytest.param("1500,50", id="ada-sen"),
        pytest.param("-5000", id="negatif"),
        pytest.param("007", id="nol-di-depan"),
        pytest.param("1 500 000", id="spasi-ribuan"),
        pytest.param("1e6", id="eksponen"),
        pytest.param("१५००", id="angka-bukan-ascii"),
        pytest.param("1" * 16, id="terlalu-panjang"),
        pytest.param("1\n2", id="dua-baris"),
    ],
)
def test_parse_rupiah_menolak(teks: str) -> None:
    with pytest.raises(NilaiTidakSah) as tertangkap:
        parse_rupiah(teks)
    assert tertangkap.value.kode == "rupiah_bentuk"


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        pytest.param("0.057", "5,7%", id="satu-desimal"),
        pytest.param("0.05", "5%", id="bulat"),
        pytest.param("0.0500", "5%", id="nol-di-belakang"),
        pytest.param("0.0574", "5,74%", id="dua-desimal"),
        pytest.param("1", "100%", id="seratus"),
        pytest.param("10", "1000%", id="seribu"),
        pytest.param("0", "0%", id="nol"),
        pytest.param("-0.015", "-1,5%", id="negatif"),
    ],
)
def test_format_persen(nilai: str, teks: str) -> None:
    assert format_persen(Decimal(nilai)) == teks


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        pytest.param(0, "nol rupiah", id="nol"),
        pytest.param(1, "satu rupiah", id="satu"),
        pytest.param(10, "sepuluh rupiah", id="sepuluh"),
        pytest.param(11, "sebelas rupiah", id="sebelas"),
        pytest.param(12, "dua belas rupiah", id="belasan"),
        pytest.param(20, "dua puluh rupiah", id="puluhan-bulat"),
        pytest.param(99, "sembilan puluh sembilan rupiah", id="puluhan"),
        pytest.param(100, "seratus rupiah", id="seratus"),
        pytest.param(111, "seratus sebelas rupiah", id="seratus-sebelas"),
        pytest.param(210, "dua ratus sepuluh rupiah", id="ratusan"),
        pytest.param(1_000, "seribu rupiah", id="seribu"),
        pytest.param(2_001, "dua ribu satu rupiah", id="ribuan"),
        pytest.param(100_000, "seratus ribu rupiah", id="seratus-ribu"),
        pytest.param(1_000_000, "satu juta rupiah", id="satu-juta-bukan-sejuta"),
        pytest.param(1_001_000, "satu juta seribu rupiah", id="juta-dan-seribu"),
        pytest.param(1_500_000, "satu juta lima ratus ribu rupiah", id="juta"),
        pytest.param(
            2_013_000_000_017, "dua triliun tiga belas miliar tujuh belas rupiah", id="triliun"
        ),
        pytest.param(-5_000, "minus lima ribu rupiah", id="negatif"),
    ],
)
def test_terbilang(nilai: int, kata: str) -> None:
    assert terbilang(nilai) == kata


@pytest.mark.parametrize("nilai", [BATAS_TERBILANG, -BATAS_TERBILANG])
def test_terbilang_menolak_yang_terlalu_besar(nilai: int) -> None:
    with pytest.raises(ValueError, match="terbilang_terlalu_besar"):
        terbilang(nilai)


@given(st.sets(st.integers(min_value=0, max_value=BATAS_TERBILANG - 1), min_size=2, max_size=2))
def test_dua_jumlah_tidak_pernah_terbilang_sama(nilai: set[int]) -> None:
    satu, dua = nilai
    assert terbilang(satu) != terbilang(dua)
    assert "  " not in terbilang(satu)
