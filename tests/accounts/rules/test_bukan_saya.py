from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.bukan_saya import bertautan, masih_berlaku

PADA = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("jenis", "keamanan", "rahasia", "ya"),
    [
        pytest.param("perangkat_baru", True, False, True, id="keamanan"),
        pytest.param("klaim_diajukan", False, False, True, id="uang"),
        pytest.param("hak_mulai", False, False, False, id="bukan-keduanya"),
        pytest.param("kode_verifikasi", True, True, False, id="kode"),
        pytest.param("bukan_saya_diterima", True, False, False, id="jawaban"),
    ],
)
def test_pemberitahuan_yang_bertautan(jenis: str, keamanan: bool, rahasia: bool, ya: bool) -> None:
    assert bertautan(jenis, keamanan=keamanan, rahasia=rahasia) is ya


def test_berlaku_dua_ratus_empat_puluh_jam() -> None:
    akhir = PADA + timedelta(hours=240)
    assert masih_berlaku(PADA, kini=akhir - timedelta(seconds=1))
    assert not masih_berlaku(PADA, kini=akhir)
