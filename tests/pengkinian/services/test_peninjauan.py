from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan
from jmo.lib.galat import BelumLayak, Bentrok
from pengkinian.models import BingkaiWajah, HasilVerifikasi, Rekening
from pengkinian.services.peninjauan import buka_foto, putuskan_verifikasi
from tests.pabrik import buat_akun
from tests.pengkinian.orang import buka_kasus, jawaban, kasus_sampai, konfirmasikan

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


@pytest.fixture
def wajah() -> HasilVerifikasi:
    return jawaban(buka_kasus(), "WAJAH", "DITINJAU_PETUGAS", diputus_pada=None)


def putuskan(verifikasi: HasilVerifikasi, petugas: Akun, *, cocok: bool = True) -> HasilVerifikasi:
    return putuskan_verifikasi(
        verifikasi_id=verifikasi.pk, cocok=cocok, catatan="Sama orangnya.", petugas=petugas,
        pelaku=pelaku_akun(petugas),
    )  # fmt: skip


@pytest.mark.parametrize(("cocok", "status"), [(True, "COCOK"), (False, "TIDAK_COCOK")])
def test_putusan_manusia_tercatat_dan_diberitahukan(
    wajah: HasilVerifikasi, rina: Akun, cocok: bool, status: str
) -> None:
    hasil = putuskan(wajah, rina, cocok=cocok)
    assert (hasil.status, hasil.sumber, hasil.petugas) == (status, "PETUGAS", rina)
    assert hasil.catatan_petugas == "Sama orangnya."
    assert not hasil.terhitung
    catatan = CatatanAudit.objects.filter(aksi="verifikasi.diputus", objek_id=wajah.pk).latest("pk")
    assert (catatan.pelaku_jenis, catatan.alasan) == ("PETUGAS", "Sama orangnya.")
    assert Pesan.objects.filter(jenis="tinjauan_diputus").exists()


def test_petugas_lain_lebih_dahulu(wajah: HasilVerifikasi, rina: Akun) -> None:
    putuskan(wajah, rina)
    with pytest.raises(Bentrok, match="verifikasi_sudah_diputus"):
        putuskan(wajah, buat_akun("sari", petugas=True), cocok=False)
    wajah.refresh_from_db()
    assert wajah.status == "COCOK"


def test_yang_sudah_diganti_tidak_dapat_diputus(wajah: HasilVerifikasi, rina: Akun) -> None:
    wajah.batal_pada = timezone.now()
    wajah.save(update_fields=["batal_pada"])
    with pytest.raises(Bentrok, match="verifikasi_sudah_diputus"):
        putuskan(wajah, rina)


def test_petugas_tidak_memutus_datanya_sendiri(wajah: HasilVerifikasi) -> None:
    akun = wajah.peserta.akun
    assert akun is not None
    with pytest.raises(BelumLayak, match="petugas_data_sendiri"):
        putuskan(wajah, akun)


@pytest.mark.parametrize(
    ("cocok", "rekening", "kasus"),
    [(True, "TERBUKTI", "SELESAI"), (False, "BERMASALAH", "PERLU_PERBAIKAN")],
)
def test_nama_rekening_diputus_dan_kasus_berjalan_sendiri(
    rina: Akun, cocok: bool, rekening: str, kasus: str
) -> None:
    satu = konfirmasikan(kasus_sampai("tinjau", jawab={"REKENING": "DITINJAU_PETUGAS"}))
    assert satu.status == "DITINJAU_PETUGAS"
    putuskan(HasilVerifikasi.objects.get(jenis="REKENING"), rina, cocok=cocok)
    satu.refresh_from_db()
    assert satu.status == kasus
    assert Rekening.objects.get().status == rekening


def test_foto_dibuka_dan_tercatat(wajah: HasilVerifikasi, rina: Akun) -> None:
    BingkaiWajah.objects.create(
        verifikasi=wajah, urutan=0, instruksi="LURUS", sidik="a", isi=b"\xff\xd8isi"
    )
    isi = buka_foto(
        verifikasi_id=wajah.pk, urutan=0, tujuan="Menilai wajah.", pelaku=pelaku_akun(rina)
    )
    assert isi == b"\xff\xd8isi"
    catatan = CatatanAudit.objects.get(aksi="data.dilihat_petugas")
    assert (catatan.peserta, catatan.alasan) == (wajah.peserta, "Menilai wajah.")
    BingkaiWajah.objects.update(isi=None, dihapus_pada=timezone.now())
    with pytest.raises(Bentrok, match="foto_sudah_dihapus"):
        buka_foto(verifikasi_id=wajah.pk, urutan=0, tujuan="Lagi.", pelaku=pelaku_akun(rina))
    assert CatatanAudit.objects.filter(aksi="data.dilihat_petugas").count() == 1
