from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.telepon import format_telepon, parse_telepon


@pytest.mark.parametrize(
    "teks",
    [
        pytest.param("081234567890", id="polos"),
        pytest.param("0812-3456-7890", id="tanda-hubung"),
        pytest.param("(0812) 3456.7890", id="kurung-dan-titik"),
        pytest.param("81234567890", id="tanpa-nol"),
        pytest.param("6281234567890", id="62-tanpa-tambah"),
        pytest.param("+6281234567890", id="e164"),
        pytest.param("+62 0812 3456 7890", id="62-dan-nol"),
        pytest.param("006281234567890", id="00"),
        pytest.param(" ０８１２３４５６７８９０ ", id="lebar-penuh"),
    ],
)
def test_semua_ejaan_satu_nomor(teks: str) -> None:
    assert parse_telepon(teks, seluler=True) == "+6281234567890"


@pytest.mark.parametrize(
    ("teks", "e164", "tampil"),
    [
        pytest.param("0812-3456-7890", "+6281234567890", "0812-3456-7890", id="indonesia"),
        pytest.param("021 5551234", "+62215551234", "(021) 5551234", id="rumah"),
        pytest.param("+60 12-345 6789", "+60123456789", "+60 12-345 6789", id="malaysia"),
        pytest.param("0060123456789", "+60123456789", "+60 12-345 6789", id="malaysia-00"),
        pytest.param("+1 650 253 0000", "+16502530000", "+1 650-253-0000", id="amerika"),
    ],
)
def test_parse_dan_tampil(teks: str, e164: str, tampil: str) -> None:
    assert parse_telepon(teks) == e164
    assert format_telepon(e164) == tampil


@pytest.mark.parametrize(
    "teks",
    [
        pytest.param("", id="kosong"),
        pytest.param("0812", id="pendek"),
        pytest.param("08123456789012345", id="panjang"),
        pytest.param("0812-BUDI-1234", id="huruf"),
        pytest.param("0812 3456 7890 ext 5", id="pesawat-kata"),
        pytest.param("0812 3456 7890 #5", id="pesawat-tanda"),
        pytest.param("+999123456789", id="negara-tak-ada"),
        pytest.param("+601", id="asing-pendek"),
    ],
)
def test_parse_telepon_menolak(teks: str) -> None:
    with pytest.raises(NilaiTidakSah, match="telepon_bentuk"):
        parse_telepon(teks)


def test_nomor_rumah_tidak_dapat_menerima_kode() -> None:
    with pytest.raises(NilaiTidakSah, match="telepon_bukan_seluler"):
        parse_telepon("021 5551234", seluler=True)
    assert parse_telepon("+442079460000", seluler=True) == "+442079460000"


@given(st.text(max_size=24))
def test_isian_apa_pun_terbaca_atau_ditolak_dengan_kode(teks: str) -> None:
    try:
        e164 = parse_telepon(teks)
    except NilaiTidakSah:
        return
    assert parse_telepon(e164) == e164
    assert parse_telepon(format_telepon(e164)) == e164
