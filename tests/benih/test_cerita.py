from __future__ import annotations

from datetime import date

import pytest

from jmo.benih.bingkai import ORANG
from jmo.benih.cerita import CERITA, Cerita, pemeran

PESERTA = [satu for satu in CERITA if satu.peserta]
# Which pictures show the same man: the register keeps one, the sample camera films another.
ORANG_YANG_SAMA = {"obama.jpg", "obama2.jpg", "obama3.jpg"}


@pytest.mark.parametrize("cerita", PESERTA, ids=lambda satu: satu.kunci)
def test_kamera_contoh_memfilmkan_orang_yang_terdaftar(cerita: Cerita) -> None:
    """Without a camera, nobody may get stuck at the face step of their own story."""
    terdaftar = pemeran()[cerita.orang]["foto"]
    assert {terdaftar, ORANG["pria"]} <= ORANG_YANG_SAMA
    assert terdaftar != ORANG["pria"]
    assert ORANG["pria_lain"] not in ORANG_YANG_SAMA


@pytest.mark.parametrize("cerita", PESERTA, ids=lambda satu: satu.kunci)
@pytest.mark.parametrize("hari_ini", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_tanggal_cerita_mengikuti_hari_ini(cerita: Cerita, hari_ini: date) -> None:
    for kartu in cerita.kartu:
        berhenti = kartu.berhenti(hari_ini)
        bulan = kartu.bulan(hari_ini)
        assert berhenti is None or berhenti < hari_ini
        assert bulan == sorted(set(bulan))
        assert all(satu.day == 1 and satu <= hari_ini for satu in bulan)
