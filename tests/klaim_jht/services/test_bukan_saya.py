from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import CatatanAudit, Peserta
from klaim_jht.models import Pembayaran
from klaim_jht.services.bukan_saya import sapu_bukan_saya
from tests.klaim_jht.orang import ajukan, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def tertahan() -> Pembayaran:
    peserta = buat_siap_klaim()
    peserta.bukan_saya_pada = timezone.now()
    peserta.save(update_fields=["bukan_saya_pada"])
    return ajukan(peserta).pembayaran.get()


def test_uang_menunggu_laporan_lalu_berjalan_lagi(tertahan: Pembayaran) -> None:
    assert (tertahan.jatuh_pada, tertahan.perlu_petugas) == (None, True)
    assert sapu_bukan_saya() == 0
    Peserta.objects.update(bukan_saya_pada=None)
    assert sapu_bukan_saya() == 1
    tertahan.refresh_from_db()
    assert tertahan.jatuh_pada is not None
    assert tertahan.jatuh_pada <= timezone.now()
    assert not tertahan.perlu_petugas
    assert CatatanAudit.objects.get(aksi="antrean.didorong").sesudah == {"sebab": "bukan_saya"}
    assert sapu_bukan_saya() == 0


def test_yang_diparkir_karena_sebab_lain_tetap(tertahan: Pembayaran) -> None:
    Peserta.objects.update(bukan_saya_pada=None)
    Pembayaran.objects.update(sebab_gagal="SAUDARA")
    assert sapu_bukan_saya() == 0
