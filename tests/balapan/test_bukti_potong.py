"""Several workers write slips at the same moment: one per payment, numbers without gaps."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.rules.pelaku import SISTEM
from klaim_jht.models import BuktiPotong, Pembayaran
from klaim_jht.services.bukti_potong import terbitkan_bukti
from tests.balapan.test_tahan_saldo import bersama
from tests.klaim_jht.susulan import klaim_dibayar

pytestmark = pytest.mark.django_db(transaction=True)


def test_nomor_tanpa_celah_dan_satu_bukti_per_pembayaran() -> None:
    for _ in range(4):
        klaim_dibayar()
    ids = list(Pembayaran.objects.values_list("pk", flat=True))

    def terbitkan(satu: int) -> Any:
        return lambda: terbitkan_bukti(pembayaran_id=satu, pelaku=SISTEM)

    bersama(*(terbitkan(satu) for satu in ids * 2))
    assert sorted(BuktiPotong.objects.values_list("urut", flat=True)) == [1, 2, 3, 4]
    assert BuktiPotong.objects.values("pembayaran").distinct().count() == 4
