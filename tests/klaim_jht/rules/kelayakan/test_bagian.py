from __future__ import annotations

import pytest

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim, aturan_alasan
from klaim_jht.rules.kelayakan import bagian_saldo
from tests.klaim_jht.rules.kelayakan.contoh import HARI_INI


@pytest.mark.parametrize(
    ("alasan", "saldo", "hasil"),
    [
        (AlasanKlaim.PHK, 14_500_001, 14_500_001),
        (AlasanKlaim.S10, 14_500_009, 1_450_000),
        (AlasanKlaim.S10, 9, 0),
        (AlasanKlaim.S30, 10, 3),
        (AlasanKlaim.S30, 99_999_999, 29_999_999),
    ],
)
def test_bagian_tidak_pernah_dibulatkan_ke_atas(
    alasan: AlasanKlaim, saldo: int, hasil: int
) -> None:
    assert bagian_saldo(Rupiah(saldo), aturan_alasan(alasan, pada=HARI_INI)) == hasil
