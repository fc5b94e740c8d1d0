from __future__ import annotations

import pytest

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.kpj import berhuruf, parse_kpj, parse_kpj_impor


@pytest.mark.parametrize(
    ("teks", "kpj"),
    [
        pytest.param("00012345678", "00012345678", id="nol-di-depan-tetap"),
        pytest.param(" 000 1234-5678 ", "00012345678", id="pemisah"),
    ],
)
def test_parse_kpj(teks: str, kpj: str) -> None:
    assert parse_kpj(teks) == kpj
    assert not berhuruf(kpj)


@pytest.mark.parametrize("teks", ["", "1234567890", "123456789012", "8805Q123456", "١٢٣٤٥٦٧٨٩٠١"])
def test_parse_kpj_menolak(teks: str) -> None:
    with pytest.raises(NilaiTidakSah, match="kpj_digit"):
        parse_kpj(teks)


def test_kartu_sangat_lama_boleh_berhuruf_saat_impor() -> None:
    assert parse_kpj_impor("8805q123456") == "8805Q123456"
    assert berhuruf("8805Q123456")
    with pytest.raises(NilaiTidakSah, match="kpj_bentuk"):
        parse_kpj_impor("8805*123456")
