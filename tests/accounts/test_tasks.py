from __future__ import annotations

from accounts import tasks
from accounts.models import DenyutAntrean, Pesan
from accounts.services.pesan import BEL


def test_denyut_dan_sapuan(db: None) -> None:
    tasks.tugas_denyut("wajah")
    assert DenyutAntrean.objects.get().antrean == "wajah"
    tasks.tugas_sapu_pesan()
    tasks.tugas_bersihkan_sesi()


def test_baris_yang_sudah_hilang_tidak_menggagalkan_tugas(db: None) -> None:
    tasks.tugas_kirim_pesan(987654)
    assert not Pesan.objects.exists()


def test_nama_tugas_seperti_yang_dibunyikan() -> None:
    assert tasks.tugas_kirim_pesan.name == BEL
    assert tasks.tugas_sapu_pesan.name == "accounts.sapu_pesan"
    assert tasks.tugas_bersihkan_sesi.name == "accounts.bersihkan_sesi"
    assert tasks.tugas_denyut.name == "accounts.denyut"
