"""A claim by paper as its person walks it, and what the officer sees of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Akun, CatatanAudit, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from klaim_jht.models import BerkasKlaim, Klaim
from tests.klaim_jht.orang import baca, buat_siap_klaim, masuk
from tests.klaim_jht.surat import PDF, ajukan_cacat, foto
from tests.klaim_jht.wizard import ALASAN, KONFIRMASI, RINCIAN, SYARAT, isian

pytestmark = pytest.mark.usefixtures("db")
BERKAS = "/klaim/ajukan/berkas/"


def surat(isi: bytes = b"", nama: str = "surat.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi or foto(), "image/jpeg")


def petugas(peran: str) -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


def sampai_berkas(peserta: Peserta, alasan: str) -> Client:
    klien = masuk(peserta)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": alasan, "versi": 1})
    assert klien.post(SYARAT, {"versi": 2}).status_code == 302
    assert klien.post(RINCIAN, {"versi": 3}).status_code == 302
    return klien


def test_klaim_cacat_dari_alasan_sampai_meja_petugas() -> None:
    klien = sampai_berkas(buat_siap_klaim(berhenti_hari_lalu=None), "CACAT")
    isi = baca(klien, "/klaim/ajukan/")
    assert "Surat keterangan dokter" in isi
    assert "multipart/form-data" in isi
    # Confirming is closed until the paper is there.
    assert klien.get(KONFIRMASI)["Location"] == "/klaim/ajukan/"
    assert "Masih kurang: Surat keterangan dokter." in _kirim(klien, {})
    jawaban = klien.post(BERKAS, {"versi": 4, "SURAT_DOKTER": surat()}, follow=True)
    isi = jawaban.content.decode()
    assert "Konfirmasi" in isi
    jawaban = klien.post(KONFIRMASI, isian(isi))
    klaim = Klaim.objects.get()
    assert jawaban["Location"] == f"/klaim/{klaim.kode}/"
    assert klaim.status == "TINJAUAN_PETUGAS"
    assert "petugas membacanya" in baca(klien, f"/klaim/{klaim.kode}/")


def _kirim(klien: Client, isi: dict[str, SimpleUploadedFile]) -> str:
    return klien.post(BERKAS, {"versi": 4, **isi}, follow=True).content.decode()


def test_surat_yang_baik_disimpan_walau_yang_lain_ditolak() -> None:
    klien = sampai_berkas(buat_siap_klaim(), "LN")
    isi = _kirim(klien, {"PASPOR": surat(), "PERNYATAAN_PERGI": surat(b"bukan surat" * 20)})
    assert "Pernyataan meninggalkan Indonesia: " in isi
    assert "bukan foto atau PDF" in isi
    assert "Yang sudah kami terima" in isi
    assert [satu.jenis for satu in BerkasKlaim.objects.all()] == ["PASPOR"]
    isi = _kirim(klien, {"PERNYATAAN_PERGI": surat(PDF, "surat.exe")})
    assert "Konfirmasi" in isi


def test_simpan_dan_lanjut_nanti_menyimpan_suratnya() -> None:
    klien = sampai_berkas(buat_siap_klaim(berhenti_hari_lalu=None), "CACAT")
    jawaban = klien.post(BERKAS, {"versi": 4, "nanti": "1", "SURAT_DOKTER": surat()})
    assert jawaban["Location"] == "/klaim/"
    assert BerkasKlaim.objects.get().status == "ADA"


def test_alasan_tanpa_surat_tidak_bertanya_surat() -> None:
    klien = sampai_berkas(buat_siap_klaim(), "PHK")
    assert klien.get(BERKAS)["Location"] == "/klaim/ajukan/"
    assert klien.get("/klaim/ajukan/")["Location"] == KONFIRMASI


def test_petugas_membuka_meminta_lagi_dan_peserta_mengirimnya() -> None:
    klaim = ajukan_cacat()
    rina, baris = petugas("petugas"), klaim.berkas.get()
    halaman = reverse("admin:klaim_jht_klaim_change", args=[klaim.pk])
    assert "Surat keterangan dokter" in rina.get(halaman).content.decode()
    jawaban = rina.get(reverse("admin:klaim_jht_berkasklaim_buka", args=[baris.pk]))
    assert jawaban.content.startswith(b"\xff\xd8")
    assert "no-store" in jawaban["Cache-Control"]
    catatan = CatatanAudit.objects.filter(aksi="data.dilihat_petugas", alasan="Memutus klaim.")
    assert catatan.count() == 1
    lihat = rina.get(reverse("admin:klaim_jht_berkasklaim_change", args=[baris.pk]))
    assert "Minta surat ini sekali lagi" in lihat.content.decode()
    minta = reverse("admin:klaim_jht_berkasklaim_tombol", args=[baris.pk, "minta"])
    rina.post(minta, {"alasan": "Halaman kedua <b>tidak</b> ada."})
    klien, alamat = masuk(klaim.peserta), f"/klaim/{klaim.kode}/berkas/"
    assert alamat in baca(klien, f"/klaim/{klaim.kode}/")
    isi = baca(klien, alamat)
    assert "Halaman kedua &lt;b&gt;tidak&lt;/b&gt; ada." in isi
    jawaban = klien.post(alamat, {}, follow=True)
    assert "Pilih foto atau PDF surat yang diminta." in jawaban.content.decode()
    klien.post(alamat, {"SURAT_DOKTER": surat()})
    klaim.refresh_from_db()
    assert klaim.status == "TINJAUAN_PETUGAS"
    assert klien.get(alamat)["Location"] == f"/klaim/{klaim.kode}/"
    isi = rina.get(reverse("admin:klaim_jht_tinjauan")).content.decode()
    assert "Surat yang diminta sudah kami terima." in isi


def test_surat_lain_diminta_dari_halaman_klaim() -> None:
    klaim = ajukan_cacat()
    alamat = reverse("admin:klaim_jht_klaim_tombol", args=[klaim.pk, "minta_surat"])
    petugas("petugas").post(alamat, {"alasan": "Surat rujukan."})
    assert "Surat rujukan." in baca(masuk(klaim.peserta), f"/klaim/{klaim.kode}/berkas/")


def test_auditor_tidak_membuka_surat() -> None:
    baris = ajukan_cacat().berkas.get()
    auditor = petugas("auditor")
    alamat = reverse("admin:klaim_jht_berkasklaim_buka", args=[baris.pk])
    assert auditor.get(alamat).status_code == 403
    halaman = reverse("admin:klaim_jht_berkasklaim_change", args=[baris.pk])
    assert auditor.get(halaman).status_code == 200


def test_halaman_surat_orang_lain_tidak_ada() -> None:
    klaim = ajukan_cacat()
    lain = buat_siap_klaim(nama="SITI RAHAYU")
    assert isinstance(lain.akun, Akun)
    assert masuk(lain).get(f"/klaim/{klaim.kode}/berkas/").status_code == 404
    assert masuk(lain).post(f"/klaim/{klaim.kode}/berkas/").status_code == 404
