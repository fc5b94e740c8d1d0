from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.npwp import format_npwp, parse_npwp

NIK = "9971011001900001"


@pytest.mark.parametrize(
    ("teks", "npwp"),
    [
        pytest.param("02.421.275.5-123.000", "0024212755123000", id="15-bertanda"),
        pytest.param("024212755123000", "0024212755123000", id="15-polos"),
        pytest.param("0024212755123000", "0024212755123000", id="16-diawali-nol"),
        pytest.param("653891127000000", "0653891127000000", id="angka-periksa-7"),
        pytest.param(NIK, NIK, id="nik-sendiri"),
        pytest.param(" 9971 0110 0190 0001 ", NIK, id="nik-berspasi"),
    ],
)
def test_parse_npwp(teks: str, npwp: str) -> None:
    assert parse_npwp(teks, nik=NIK) == npwp


@pytest.mark.parametrize(
    ("teks", "nik", "kode"),
    [
        pytest.param("", NIK, "npwp_bentuk", id="kosong"),
        pytest.param("02421275512300", NIK, "npwp_bentuk", id="14-digit"),
        pytest.param("00242127551230000", NIK, "npwp_bentuk", id="17-digit"),
        pytest.param("00.000.000.0-000.000", NIK, "npwp_bentuk", id="nol-semua"),
        pytest.param("02.421.275.6-123.000", NIK, "npwp_angka_periksa", id="periksa-15"),
        pytest.param("0024212756123000", NIK, "npwp_angka_periksa", id="periksa-16"),
        pytest.param("9971011001900002", NIK, "npwp_bukan_nik_anda", id="nik-orang-lain"),
        pytest.param(NIK, None, "npwp_bukan_nik_anda", id="nik-tidak-diketahui"),
    ],
)
def test_parse_npwp_menolak(teks: str, nik: str | None, kode: str) -> None:
    with pytest.raises(NilaiTidakSah) as tertangkap:
        parse_npwp(teks, nik=nik)
    assert tertangkap.value.kode == kode


def test_format_npwp() -> None:
    assert format_npwp("0024212755123000") == "02.421.275.5-123.000"
    assert format_npwp(NIK) == NIK


@given(st.text("0123456789", min_size=15, max_size=15))
def test_bentuk_tertulis_terbaca_sama(angka: str) -> None:
    try:
        npwp = parse_npwp(angka, nik=None)
    except NilaiTidakSah:
        return
    assert parse_npwp(format_npwp(npwp), nik=None) == npwp
