from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM, tugas
from jmo.lib.galat import Bentrok
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.status import StatusKasus, StatusVerifikasi
from pengkinian.services.status import pindahkan_kasus, pindahkan_verifikasi
from tests.pengkinian.orang import buka_kasus, jawaban

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def kasus() -> KasusPengkinian:
    return buka_kasus()


def test_perpindahan_menulis_status_versi_dan_jejak(kasus: KasusPengkinian) -> None:
    with transaction.atomic():
        pindahkan_kasus(kasus, StatusKasus.MENUNGGU_VERIFIKASI, pelaku=SISTEM, alasan="uji")
    assert (kasus.status, kasus.versi) == ("MENUNGGU_VERIFIKASI", 2)
    catatan = CatatanAudit.objects.get(aksi="pengkinian.pindah_status")
    assert (catatan.sebelum, catatan.sesudah, catatan.alasan) == (
        {"status": "DRAF"}, {"status": "MENUNGGU_VERIFIKASI"}, "uji",
    )  # fmt: skip


def test_perpindahan_di_luar_tabel_ditolak(kasus: KasusPengkinian) -> None:
    with pytest.raises(Bentrok, match="kasus_tidak_boleh_pindah"):
        pindahkan_kasus(kasus, StatusKasus.SELESAI, pelaku=SISTEM)
    kasus.refresh_from_db()
    assert kasus.status == "DRAF"


def test_baris_yang_sudah_berpindah_bentrok(kasus: KasusPengkinian) -> None:
    KasusPengkinian.objects.update(status="DIBATALKAN")
    with pytest.raises(Bentrok, match="kasus_sudah_berubah"):
        pindahkan_kasus(kasus, StatusKasus.TERVERIFIKASI, pelaku=SISTEM)
    assert not CatatanAudit.objects.filter(aksi="pengkinian.pindah_status").exists()


def test_verdict_berpindah_dengan_kolom_lain_dan_jejak(kasus: KasusPengkinian) -> None:
    verifikasi = jawaban(kasus, "NIK", "DIPROSES")
    pindahkan_verifikasi(
        verifikasi, StatusVerifikasi.SEBAGIAN, pelaku=tugas("uji"), sebab="nama", terhitung=True,
        sumber="DUKCAPIL",
    )  # fmt: skip
    assert (verifikasi.status, verifikasi.terhitung) == ("SEBAGIAN", True)
    catatan = CatatanAudit.objects.get(aksi="verifikasi.diputus")
    assert (catatan.pelaku_jenis, catatan.alasan) == ("TUGAS", "nama")
    assert catatan.sesudah["status"] == "SEBAGIAN"


def test_wajah_yang_lulus_membuktikan_pemilik_akun_yang_dipulihkan(kasus: KasusPengkinian) -> None:
    akun = kasus.peserta.akun
    assert akun is not None
    akun.dipulihkan_pada = timezone.now() - timedelta(minutes=1)
    akun.save(update_fields=["dipulihkan_pada"])
    with transaction.atomic():
        pindahkan_verifikasi(
            jawaban(kasus, "NIK", "DIPROSES"), StatusVerifikasi.COCOK, pelaku=SISTEM
        )
    akun.refresh_from_db()
    assert akun.dibuktikan_pada is None, "population data prove no face"
    wajah = jawaban(kasus, "WAJAH", "DIPROSES")
    with transaction.atomic():
        pindahkan_verifikasi(wajah, StatusVerifikasi.COCOK, pelaku=SISTEM)
    akun.refresh_from_db()
    assert akun.dibuktikan_pada == wajah.dikirim_pada


@pytest.mark.parametrize(
    ("kini", "ke", "kode"),
    [
        ("COCOK", StatusVerifikasi.TIDAK_COCOK, "verifikasi_tidak_boleh_pindah"),
        ("MENUNGGU", StatusVerifikasi.COCOK, "verifikasi_tidak_boleh_pindah"),
    ],
)
def test_verdict_di_luar_tabel_ditolak(
    kasus: KasusPengkinian, kini: str, ke: StatusVerifikasi, kode: str
) -> None:
    verifikasi = jawaban(kasus, "NIK", kini)
    with pytest.raises(Bentrok, match=kode):
        pindahkan_verifikasi(verifikasi, ke, pelaku=SISTEM)


def test_verdict_yang_didahului_bentrok(kasus: KasusPengkinian) -> None:
    verifikasi = jawaban(kasus, "NIK", "DIPROSES")
    HasilVerifikasi.objects.update(status="COCOK")
    with pytest.raises(Bentrok, match="verifikasi_sudah_berubah"):
        pindahkan_verifikasi(verifikasi, StatusVerifikasi.TIDAK_COCOK, pelaku=SISTEM)
