"""Papers of heirs: only what was asked for, looked at on record, gone in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok, IsianTidakSah, TidakDitemukan
from klaim_jht.models import BerkasWaris, PermohonanWaris
from klaim_jht.services.waris.berkas import (
    bersihkan_berkas_waris,
    buka_berkas_waris,
    minta_berkas_waris,
    unggah_berkas_waris,
)
from klaim_jht.services.waris.permohonan import (
    ajukan_permohonan,
    batalkan_permohonan,
    isi_permohonan,
    mulai_permohonan,
)
from tests.klaim_jht.orang import beri_rekening, beri_wajah
from tests.klaim_jht.surat import PDF
from tests.klaim_jht.waris import siapkan
from tests.pabrik import buat_akun, buat_peserta

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def baris() -> PermohonanWaris:
    sri = buat_peserta(nama="SRI WAHYUNI", dengan_akun=True)
    beri_wajah(sri)
    beri_rekening(sri)
    return siapkan(sri, buat_peserta())


@pytest.fixture
def rina() -> Akun:
    return buat_akun(petugas=True)


def kirim(baris: PermohonanWaris) -> PermohonanWaris:
    baris.refresh_from_db()
    return ajukan_permohonan(permohonan_id=baris.pk, versi=baris.versi, pelaku=SISTEM)


def unggah(baris: PermohonanWaris, jenis: str, nomor: int | None, isi: bytes = PDF) -> BerkasWaris:
    return unggah_berkas_waris(
        permohonan_id=baris.pk, jenis=jenis, nomor=nomor, isi=isi, pelaku=SISTEM
    )


def minta(baris: PermohonanWaris, rina: Akun, jenis: str, nomor: int | None) -> BerkasWaris:
    return minta_berkas_waris(
        permohonan_id=baris.pk, jenis=jenis, nomor=nomor, alasan="Tidak terbaca", petugas=rina,
        pelaku=pelaku_akun(rina),
    )  # fmt: skip


def test_surat_diganti_dan_yang_bukan_surat_ditolak(baris: PermohonanWaris) -> None:
    lama = baris.berkas.get(jenis="AKTA_NIKAH")
    baru = unggah(baris, "AKTA_NIKAH", 0)
    lama.refresh_from_db()
    assert (lama.status, baru.status) == ("DIGANTI", "ADA")
    assert baru.sidik
    with pytest.raises(IsianTidakSah, match="bukti_"):
        unggah(baris, "AKTA_NIKAH", 0, b"<html>")
    assert BerkasWaris.objects.filter(jenis="AKTA_NIKAH", status="ADA").get() == baru


def test_yang_diminta_mengembalikan_ke_meja_dengan_lima_hari_baru(
    baris: PermohonanWaris, rina: Akun
) -> None:
    kirim(baris)
    with pytest.raises(Bentrok, match="klaim_tanpa_berkas"):
        unggah(baris, "AKTA_NIKAH", 0)
    minta(baris, rina, "SURAT_KEMATIAN", None)
    minta(baris, rina, "AKTA_NIKAH", 0)
    baris.refresh_from_db()
    assert baris.status == "PERLU_BERKAS"
    assert baris.menunggu_sejak is not None
    assert Pesan.objects.filter(jenis="waris_perlu_berkas").count() == 2
    with pytest.raises(Bentrok, match="berkas_tidak_diminta"):
        unggah(baris, "KARTU_KELUARGA", None)
    PermohonanWaris.objects.filter(pk=baris.pk).update(janji_pada=timezone.now())
    unggah(baris, "SURAT_KEMATIAN", None)
    baris.refresh_from_db()
    assert baris.status == "PERLU_BERKAS"
    unggah(baris, "AKTA_NIKAH", 0)
    baris.refresh_from_db()
    assert baris.status == "DIAJUKAN"
    assert PermohonanWaris.objects.filter(menunggu_sejak=None).exists()
    assert baris.janji_pada is not None
    assert baris.janji_pada > timezone.now() + timedelta(days=4)


def test_pembukaan_tercatat_dan_draf_tertutup(baris: PermohonanWaris, rina: Akun) -> None:
    satu = baris.berkas.get(jenis="KARTU_KELUARGA")
    with pytest.raises(TidakDitemukan):
        buka_berkas_waris(berkas_id=satu.pk, tujuan="memutus", pelaku=pelaku_akun(rina))
    kirim(baris)
    dibuka = buka_berkas_waris(berkas_id=satu.pk, tujuan="memutus", pelaku=pelaku_akun(rina))
    assert bytes(dibuka.isi or b"") == PDF
    assert CatatanAudit.objects.filter(aksi="data.dilihat_petugas", alasan="memutus").count() == 1
    assert baris.pemohon.akun is not None
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        minta(baris, baris.pemohon.akun, "AKTA_NIKAH", 0)


def test_draf_yang_ditinggalkan_dilupakan_dan_surat_lama_dihapus(baris: PermohonanWaris) -> None:
    assert bersihkan_berkas_waris() == 0
    PermohonanWaris.objects.update(diubah_pada=timezone.now() - timedelta(days=31))
    assert bersihkan_berkas_waris() == baris.berkas.count()
    baris.refresh_from_db()
    assert (baris.status, baris.isian) == ("DIBATALKAN", {})
    assert not BerkasWaris.objects.filter(isi__isnull=False).exists()
    assert BerkasWaris.objects.exclude(sidik="").exists()


def test_yang_dibatalkan_setelah_dikirim_menyimpan_suratnya_setengah_tahun(
    baris: PermohonanWaris,
) -> None:
    kirim(baris)
    batalkan_permohonan(permohonan_id=baris.pk, pelaku=SISTEM)
    assert bersihkan_berkas_waris() == 0
    PermohonanWaris.objects.update(diubah_pada=timezone.now() - timedelta(days=181))
    assert bersihkan_berkas_waris() > 0
    with pytest.raises(Bentrok):
        batalkan_permohonan(permohonan_id=baris.pk, pelaku=SISTEM)


def test_jawaban_keluarga_yang_berubah_menggugurkan_daftar(baris: PermohonanWaris) -> None:
    def isi(keluarga: dict[str, int], versi: int | None = None) -> PermohonanWaris:
        return isi_permohonan(
            permohonan_id=baris.pk, kunci="keluarga", isian=keluarga, versi=versi, pelaku=SISTEM
        )

    assert "ahli_waris" in isi({"PASANGAN": 1, "ANAK": 0}).isian
    assert "ahli_waris" not in isi({"PASANGAN": 1, "ANAK": 1}).isian
    with pytest.raises(Bentrok, match="klaim_versi_lama"):
        isi({}, versi=1)
    with pytest.raises(BelumLayak, match="permohonan_belum_lengkap"):
        kirim(baris)
    assert mulai_permohonan(pemohon=baris.pemohon, pelaku=SISTEM).pk == baris.pk
