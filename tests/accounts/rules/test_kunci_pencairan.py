from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.kunci_pencairan import KeadaanKunci, KetentuanKunci, baca_kunci, waktu_buka

SEJAK = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
BUKA = SEJAK + timedelta(days=2)
MENIT = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("sejak", "dibuka", "kini", "keadaan"),
    [
        pytest.param(None, None, SEJAK, KeadaanKunci.MATI, id="never-locked"),
        pytest.param(SEJAK, None, SEJAK, KeadaanKunci.MENYALA, id="at-once"),
        pytest.param(SEJAK, None, SEJAK + timedelta(days=999), KeadaanKunci.MENYALA, id="stays"),
        pytest.param(SEJAK, BUKA, BUKA - MENIT, KeadaanKunci.DIBUKA, id="still-on-while-opening"),
        pytest.param(SEJAK, BUKA, BUKA, KeadaanKunci.MATI, id="open"),
    ],
)
def test_keadaan_kunci(
    sejak: datetime | None, dibuka: datetime | None, kini: datetime, keadaan: KeadaanKunci
) -> None:
    assert baca_kunci(sejak, dibuka, kini=kini) is keadaan


def test_terbuka_dua_belas_jam_setelah_diminta() -> None:
    assert waktu_buka(SEJAK, KetentuanKunci()) == SEJAK + timedelta(hours=12)
