from __future__ import annotations

import pytest

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from saldo.services.perusahaan import pastikan_perusahaan

pytestmark = pytest.mark.usefixtures("db")


def test_perusahaan_dicatat_sekali_dan_namanya_tidak_berganti() -> None:
    pertama = pastikan_perusahaan(npp="AB123456", nama="PT Contoh", pelaku=SISTEM)
    lagi = pastikan_perusahaan(npp="AB123456", nama="PT Lain", pelaku=SISTEM)
    assert lagi == pertama
    assert lagi.nama == "PT Contoh"
    jejak = CatatanAudit.objects.get(aksi="perusahaan.dicatat")
    assert (jejak.objek_id, jejak.sesudah) == (pertama.pk, {"nomor": "AB123456"})
