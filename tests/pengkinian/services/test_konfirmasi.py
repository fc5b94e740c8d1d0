from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import CatatanAudit, Persetujuan, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok
from pengkinian.models import HasilVerifikasi, KasusPengkinian, ProfilPeserta, Rekening
from pengkinian.rules.status import StatusVerifikasi
from pengkinian.services.konfirmasi import konfirmasi, lanjutkan_kasus
from pengkinian.services.pengisian import isi_langkah
from pengkinian.services.status import pindahkan_verifikasi
from tests.pengkinian.orang import (
    ISIAN,
    KEPENDUDUKAN,
    jawaban,
    kasus_sampai,
    konfirmasikan,
    pelaku_dari,
)

pytestmark = pytest.mark.usefixtures("db")


def test_konfirmasi_membekukan_semuanya() -> None:
    kasus = konfirmasikan(kasus_sampai("tinjau"))
    peserta = kasus.peserta
    peserta.refresh_from_db()
    assert kasus.status == "SELESAI"
    assert None not in {kasus.dikonfirmasi_pada, kasus.selesai_pada, peserta.pengkinian_pada}
    assert not peserta.pengkinian_menunggu_register
    assert peserta.nama_ibu == "SRI WAHYUNI"
    profil = ProfilPeserta.objects.get(peserta=peserta)
    assert (profil.versi, profil.isi["tambahan"]) == (1, ISIAN["tambahan"])
    assert Rekening.objects.get(peserta=peserta, diganti_pada=None).status == "TERBUKTI"
    izin = Persetujuan.objects.get(akun=peserta.akun, jenis="PERNYATAAN_PENGKINIAN")
    assert izin.sidik_teks
    assert Pesan.objects.filter(jenis="pengkinian_selesai").exists()
    assert CatatanAudit.objects.filter(aksi="pengkinian.dikonfirmasi", objek_id=kasus.pk).exists()


@pytest.mark.parametrize(
    ("isian", "zona"),
    [
        ({"domisili_sama": True, "provinsi_ktp": "PAPUA", "provinsi_domisili": ""}, "WIT"),
        ({"domisili_sama": False, "provinsi_ktp": "PAPUA", "provinsi_domisili": "Bali"}, "WITA"),
        ({"domisili_sama": False, "provinsi_ktp": "BALI", "provinsi_domisili": "Riau"}, "WIB"),
    ],
)
def test_zona_waktu_mengikuti_domisili(isian: dict[str, Any], zona: str) -> None:
    kasus = kasus_sampai("tinjau")
    kasus.isian["kependudukan"] |= isian
    kasus.save(update_fields=["isian"])
    konfirmasikan(kasus)
    kasus.peserta.refresh_from_db()
    assert kasus.peserta.zona_waktu == zona


def test_konfirmasi_dua_kali_satu_profil() -> None:
    kasus = kasus_sampai("tinjau")
    konfirmasikan(kasus)
    with pytest.raises(Bentrok, match="kasus_tidak_terbuka"):
        konfirmasikan(kasus)
    assert ProfilPeserta.objects.count() == 1
    assert Rekening.objects.count() == 1


def test_halaman_basi_tidak_mengonfirmasi() -> None:
    kasus = kasus_sampai("tinjau")
    with pytest.raises(Bentrok, match="kasus_versi_lama"):
        konfirmasi(
            kasus_id=kasus.pk, versi=kasus.versi - 1, teks_pernyataan="x",
            pelaku=pelaku_dari(kasus.peserta),
        )  # fmt: skip
    assert not ProfilPeserta.objects.exists()


@pytest.mark.parametrize(
    ("jawab", "kode"),
    [
        ({"WAJAH": "DITINJAU_PETUGAS"}, "konfirmasi_wajah_ditinjau_petugas"),
        ({"KEPENDUDUKAN": "TIDAK_COCOK"}, "konfirmasi_langkah_belum_selesai"),
        ({"REKENING": "TIDAK_COCOK"}, "konfirmasi_langkah_belum_selesai"),
    ],
)
def test_yang_menghalangi_disebut(jawab: dict[str, str], kode: str) -> None:
    kasus = kasus_sampai("tinjau")
    for jenis, status in jawab.items():
        HasilVerifikasi.objects.filter(jenis=jenis).update(status=status)
    with pytest.raises(Bentrok, match=kode):
        konfirmasikan(kasus)
    kasus.refresh_from_db()
    assert kasus.status == "DRAF"


def test_menunggu_register_dihitung_selesai_lalu_berjalan_sendiri() -> None:
    kasus = kasus_sampai("tinjau", jawab={"KEPENDUDUKAN": "LAYANAN_TIDAK_TERSEDIA"})
    HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").update(diputus_pada=None)
    kasus = konfirmasikan(kasus)
    assert kasus.status == "MENUNGGU_VERIFIKASI"
    assert kasus.peserta.pengkinian_menunggu_register
    lanjutkan_kasus(kasus_id=kasus.pk, pelaku=SISTEM)
    kasus.refresh_from_db()
    assert kasus.status == "MENUNGGU_VERIFIKASI"
    _jawab(kasus, "KEPENDUDUKAN", StatusVerifikasi.COCOK)
    for _ in range(2):
        lanjutkan_kasus(kasus_id=kasus.pk, pelaku=SISTEM)
    kasus = KasusPengkinian.objects.get(pk=kasus.pk)
    assert kasus.status == "SELESAI"
    assert not Peserta.objects.get(pk=kasus.peserta_id).pengkinian_menunggu_register
    assert Pesan.objects.filter(jenis="pengkinian_selesai").count() == 1


def test_jawaban_tidak_sesudah_konfirmasi_meminta_perbaikan_lalu_versi_baru() -> None:
    kasus = kasus_sampai("tinjau", jawab={"KEPENDUDUKAN": "LAYANAN_TIDAK_TERSEDIA"})
    kasus = konfirmasikan(kasus)
    _jawab(kasus, "KEPENDUDUKAN", StatusVerifikasi.SEBAGIAN)
    lanjutkan_kasus(kasus_id=kasus.pk, pelaku=SISTEM)
    kasus.refresh_from_db()
    assert kasus.status == "PERLU_PERBAIKAN"
    assert Pesan.objects.filter(jenis="pengkinian_perbaikan").exists()
    pelaku = pelaku_dari(kasus.peserta)
    isi_langkah(
        kasus_id=kasus.pk, kunci="kependudukan", isian={**KEPENDUDUKAN, "nama_ibu": "KARTINAH"},
        versi=None, pelaku=pelaku,
    )  # fmt: skip
    HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").update(batal_pada=timezone.now())
    jawaban(kasus, "KEPENDUDUKAN")
    kasus = konfirmasikan(kasus)
    assert kasus.status == "SELESAI"
    # What was mended is the profile now; the first version stays for ever.
    ibu = {p.versi: p.isi["kependudukan"]["nama_ibu"] for p in ProfilPeserta.objects.all()}
    assert ibu == {1: "SRI WAHYUNI", 2: "KARTINAH"}
    kasus.peserta.refresh_from_db()
    assert kasus.peserta.nama_ibu == "KARTINAH"


def test_bank_yang_belum_menjawab_memasang_rekening_setelah_menjawab() -> None:
    kasus = kasus_sampai("tinjau", jawab={"REKENING": "LAYANAN_TIDAK_TERSEDIA"})
    verifikasi = HasilVerifikasi.objects.get(jenis="REKENING")
    verifikasi.masukan = {"kode_bank": "002", "nomor": "112233440000"}
    verifikasi.save(update_fields=["masukan"])
    kasus = konfirmasikan(kasus)
    assert kasus.status == "MENUNGGU_VERIFIKASI"
    assert not Rekening.objects.exists()
    verifikasi.masukan |= {"nama_pemilik": "BUDI SANTOSO"}
    verifikasi.save(update_fields=["masukan"])
    _jawab(kasus, "REKENING", StatusVerifikasi.COCOK)
    lanjutkan_kasus(kasus_id=kasus.pk, pelaku=SISTEM)
    kasus.refresh_from_db()
    assert kasus.status == "SELESAI"
    assert Rekening.objects.get(peserta=kasus.peserta).status == "TERBUKTI"


def test_rekening_yang_dilihat_petugas_terpasang_belum_terbukti() -> None:
    kasus = konfirmasikan(kasus_sampai("tinjau", jawab={"REKENING": "DITINJAU_PETUGAS"}))
    assert kasus.status == "DITINJAU_PETUGAS"
    assert Rekening.objects.get().status == "DITINJAU_PETUGAS"


def test_kasus_draf_tidak_dilanjutkan_sendiri() -> None:
    kasus = kasus_sampai("tinjau")
    lanjutkan_kasus(kasus_id=kasus.pk, pelaku=SISTEM)
    kasus.refresh_from_db()
    assert kasus.status == "DRAF"
    assert KasusPengkinian.objects.count() == 1


def _jawab(kasus: KasusPengkinian, jenis: str, ke: StatusVerifikasi) -> None:
    verifikasi = HasilVerifikasi.objects.get(kasus=kasus, jenis=jenis, batal_pada=None)
    with transaction.atomic():
        pindahkan_verifikasi(verifikasi, StatusVerifikasi.DIPROSES, pelaku=SISTEM)
        pindahkan_verifikasi(verifikasi, ke, pelaku=SISTEM, diputus_pada=timezone.now())
