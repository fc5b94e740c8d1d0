from __future__ import annotations

from datetime import date

import pytest

from jmo.lib.kalender import libur


@pytest.mark.parametrize(
    "tanggal",
    [
        pytest.param(date(2026, 8, 17), id="kemerdekaan"),
        pytest.param(date(2026, 12, 25), id="natal"),
        pytest.param(date(2026, 12, 24), id="cuti-bersama"),
    ],
)
def test_libur_nasional_dan_cuti_bersama_bukan_hari_kerja(tanggal: date) -> None:
    assert libur(tanggal)


def test_hari_biasa_bukan_libur() -> None:
    assert not libur(date(2026, 11, 23))
