from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import BuktiPotong, Klaim, Pembayaran, UrutanBukti
from klaim_jht.services.bukti_potong import sapu_bukti, terbitkan_bukti
from klaim_jht.services.susulan import bayar_susulan
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim
from tests.klaim_jht.susulan import TAMBAHAN, klaim_dibayar, uang_datang

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def klaim() -> Klaim:
    return klaim_dibayar()


def nomor() -> list[str]:
    return list(BuktiPotong.objects.order_by("urut").values_list("nomor", flat=True))


def test_setiap_pembayaran_punya_satu_bukti_bernomor_urut(klaim: Klaim) -> None:
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    bayar(klaim)
    belum = ajukan(buat_siap_klaim())
    assert sapu_bukti() == 2
    tahun = hari_ini_wib(timezone.now()).year
    assert nomor() == [f"BP-{tahun}-00000001", f"BP-{tahun}-00000002"]
    utama, susulan = BuktiPotong.objects.order_by("urut")
    assert (utama.bruto, utama.pajak) == (klaim.bruto, klaim.pajak)
    assert utama.rincian is not None
    assert utama.rincian["skema"] == "FINAL"
    assert (susulan.bruto, susulan.pajak) == (TAMBAHAN, 0)
    assert sapu_bukti() == 0
    assert terbitkan_bukti(pembayaran_id=utama.pembayaran_id, pelaku=SISTEM) == utama
    with pytest.raises(Bentrok, match="bukti_belum_ada"):
        terbitkan_bukti(pembayaran_id=belum.pembayaran.get().pk, pelaku=SISTEM)
    assert CatatanAudit.objects.filter(aksi="bukti_potong.diterbitkan").count() == 2


def test_gagal_di_tengah_tidak_meninggalkan_nomor_kosong(klaim: Klaim) -> None:
    baris = klaim.pembayaran.get()
    with transaction.atomic():
        terbitkan_bukti(pembayaran_id=baris.pk, pelaku=SISTEM)
        transaction.set_rollback(True)
    assert not UrutanBukti.objects.exists()
    assert terbitkan_bukti(pembayaran_id=baris.pk, pelaku=SISTEM).urut == 1


def test_urutan_mulai_lagi_setiap_tahun_pembayaran(klaim: Klaim) -> None:
    lain = klaim_dibayar()
    Pembayaran.objects.filter(klaim=lain).update(berhasil_pada=timezone.now() - timedelta(days=366))
    for satu in (klaim, lain):
        terbitkan_bukti(pembayaran_id=satu.pembayaran.get().pk, pelaku=SISTEM)
    assert {satu.urut for satu in BuktiPotong.objects.all()} == {1}
    assert len(set(nomor())) == 2


def test_uang_yang_dikembalikan_membatalkan_buktinya(klaim: Klaim) -> None:
    sapu_bukti()
    Pembayaran.objects.update(status="DIKEMBALIKAN")
    assert sapu_bukti() == 1
    bukti = BuktiPotong.objects.get()
    assert bukti.batal_pada is not None
    assert sapu_bukti() == 0
    assert CatatanAudit.objects.filter(aksi="bukti_potong.dibatalkan").count() == 1
