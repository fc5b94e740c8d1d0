from __future__ import annotations

import itertools

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran, RiwayatStatus
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran, boleh_pindah
from klaim_jht.services.status import pindahkan, pindahkan_pembayaran, tunda
from tests.klaim_jht.orang import ajukan, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


def _letakkan(baris: Klaim | Pembayaran, status: str) -> None:
    type(baris).objects.filter(pk=baris.pk).update(status=status)
    baris.refresh_from_db()


def _tercatat(baris: Klaim | Pembayaran) -> tuple[str, int | None, str, str]:
    """Return what the newest audit row says, after looking that the row itself has moved."""
    audit = CatatanAudit.objects.latest("pk")
    assert type(baris).objects.get(pk=baris.pk).status == baris.status
    return audit.aksi, audit.objek_id, audit.sebelum["status"], audit.sesudah["status"]


def test_setiap_langkah_klaim_hanya_menurut_tabel(klaim: Klaim) -> None:
    for dari, ke in itertools.product(StatusKlaim, repeat=2):
        _letakkan(klaim, dari)
        jejak = RiwayatStatus.objects.count()
        if boleh_pindah(dari, ke):
            pindahkan(klaim, ke, pelaku=SISTEM, alasan="uji")
            baru = RiwayatStatus.objects.latest("pk")
            assert (klaim.status, baru.dari, baru.ke, baru.alasan) == (ke, dari, ke, "uji")
            assert _tercatat(klaim) == ("klaim.pindah_status", klaim.pk, dari, ke)
        else:
            with pytest.raises(Bentrok, match="klaim_tidak_boleh_pindah"):
                pindahkan(klaim, ke, pelaku=SISTEM)
            assert RiwayatStatus.objects.count() == jejak


def test_setiap_langkah_pembayaran_hanya_menurut_tabel(klaim: Klaim) -> None:
    bayar = klaim.pembayaran.get()
    # The database refuses a payment that succeeded without the bank's reference.
    Pembayaran.objects.update(referensi_bank="BANK0001", berhasil_pada=timezone.now())
    for dari, ke in itertools.product(StatusPembayaran, repeat=2):
        _letakkan(bayar, dari)
        if boleh_pindah(dari, ke):
            pindahkan_pembayaran(bayar, ke, pelaku=SISTEM)
            assert RiwayatStatus.objects.latest("pk").pembayaran_id == bayar.pk
            assert _tercatat(bayar) == ("pembayaran.pindah_status", bayar.pk, dari, ke)
        else:
            with pytest.raises(Bentrok, match="pembayaran_tidak_boleh_pindah"):
                pindahkan_pembayaran(bayar, ke, pelaku=SISTEM)


def test_baris_yang_sudah_bergerak_tidak_ditimpa(klaim: Klaim) -> None:
    basi, bayar_basi = Klaim.objects.get(pk=klaim.pk), klaim.pembayaran.get()
    versi = klaim.versi
    pindahkan(klaim, StatusKlaim.PEMBAYARAN_BELUM_PASTI, pelaku=SISTEM)
    pindahkan_pembayaran(klaim.pembayaran.get(), StatusPembayaran.DIKIRIM, pelaku=SISTEM)
    assert klaim.versi == Klaim.objects.get(pk=klaim.pk).versi == versi + 1
    jejak = RiwayatStatus.objects.count()
    with pytest.raises(Bentrok, match="klaim_sudah_berubah"):
        pindahkan(basi, StatusKlaim.DIBAYAR, pelaku=SISTEM)
    with pytest.raises(Bentrok, match="pembayaran_sudah_berubah"):
        pindahkan_pembayaran(bayar_basi, StatusPembayaran.DIKIRIM, pelaku=SISTEM)
    assert RiwayatStatus.objects.count() == jejak


def test_keadaan_riwayat_dan_audit_satu_transaksi(klaim: Klaim) -> None:
    jejak = CatatanAudit.objects.count(), RiwayatStatus.objects.count()
    with transaction.atomic():
        pindahkan(klaim, StatusKlaim.PEMBAYARAN_BELUM_PASTI, pelaku=SISTEM)
        transaction.set_rollback(True)
    assert (CatatanAudit.objects.count(), RiwayatStatus.objects.count()) == jejak
    assert Klaim.objects.get(pk=klaim.pk).status == StatusKlaim.PEMBAYARAN_DIPROSES


def test_tunda_mengubah_waktu_bukan_keadaan(klaim: Klaim) -> None:
    bayar = klaim.pembayaran.get()
    jejak = RiwayatStatus.objects.count()
    tunda(bayar, sampai=None, perlu_petugas=True)
    bayar.refresh_from_db()
    assert (bayar.jatuh_pada, bayar.perlu_petugas, bayar.status) == (None, True, "SIAP")
    assert RiwayatStatus.objects.count() == jejak
