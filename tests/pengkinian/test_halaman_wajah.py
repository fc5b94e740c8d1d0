from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Persetujuan
from pengkinian.models import BingkaiWajah, HasilVerifikasi
from tests.korpus_gambar import pola, simpan
from tests.pengkinian.halaman import Langkah
from tests.pengkinian.orang import jawaban

pytestmark = pytest.mark.usefixtures("db")
MULAI, FOTO = "/pengkinian/wajah/mulai/", "/pengkinian/wajah/foto/"


@pytest.fixture
def langkah() -> Langkah:
    return Langkah("wajah")


def berkas(tanda: int = 0, isi: bytes | None = None) -> SimpleUploadedFile:
    satu = pola()
    satu.putpixel((tanda, 0), (255, 0, 0))
    return SimpleUploadedFile("a.jpg", isi or simpan(satu, "JPEG"), "image/jpeg")


def kirim(langkah: Langkah, percobaan: HasilVerifikasi, **ganti: Any) -> str:
    isi: dict[str, Any] = {
        "nonce": percobaan.nonce, "instruksi": percobaan.tantangan,
        "bingkai": [berkas(ke) for ke in range(3)],
    }  # fmt: skip
    alamat = f"/pengkinian/wajah/{percobaan.kode}/kirim/"
    jawab = langkah.klien.post(alamat, isi | ganti, follow=True)
    assert jawab.redirect_chain[-1][0] == langkah.alamat
    return re.sub(r"\s+", " ", jawab.content.decode())


def test_tanpa_persetujuan_kamera_tidak_dibuka(langkah: Langkah) -> None:
    assert "Saya setuju wajah saya diperiksa" in langkah.buka()
    isi = langkah.klien.post(MULAI, follow=True).content.decode()
    assert "Centang persetujuan dulu" in isi
    assert not HasilVerifikasi.objects.filter(jenis="WAJAH").exists()


def test_dari_persetujuan_sampai_diperiksa(langkah: Langkah) -> None:
    langkah.klien.post(MULAI, {"setuju": "on"})
    percobaan = HasilVerifikasi.objects.get(jenis="WAJAH")
    assert percobaan.kasus_id == langkah.kasus.pk
    assert Persetujuan.objects.filter(jenis="WAJAH", akun=langkah.peserta.akun).exists()
    assert not Persetujuan.objects.filter(jenis="TEMPLATE_WAJAH").exists()
    assert percobaan.nonce in langkah.buka()
    kirim(langkah, percobaan)
    percobaan.refresh_from_db()
    assert percobaan.dikirim_pada is not None
    panel = langkah.klien.get("/pengkinian/wajah/status/")
    assert "<html" not in panel.content.decode()
    HasilVerifikasi.objects.filter(pk=percobaan.pk).update(
        status="COCOK", diputus_pada=timezone.now()
    )
    assert langkah.klien.get("/pengkinian/wajah/status/")["HX-Redirect"] == langkah.alamat
    assert "Wajah Anda cocok" in langkah.buka()


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"bingkai": []}, "belum lengkap"),
        ({"nonce": "x"}, "sudah dikirim"),
        ({"bingkai": [berkas(isi=b"teks") for _ in range(3)]}, "bukan gambar JPEG"),
        ({"bingkai": [berkas(isi=bytes(400_000)) for _ in range(3)]}, "terlalu besar"),
    ],
    ids=["kurang", "nonce", "bukan-gambar", "besar"],
)
def test_kiriman_keliru_dijelaskan_dan_tidak_membakar(
    langkah: Langkah, ganti: dict[str, Any], kata: str
) -> None:
    langkah.klien.post(MULAI, {"setuju": "on"})
    percobaan = HasilVerifikasi.objects.get(jenis="WAJAH")
    assert kata in kirim(langkah, percobaan, **ganti)
    assert not BingkaiWajah.objects.exists()
    percobaan.refresh_from_db()
    assert percobaan.dikirim_pada is None


def test_alasan_gagal_satu_dan_tepat_dengan_sisa_percobaan(langkah: Langkah) -> None:
    jawaban(langkah.kasus, "WAJAH", "TIDAK_COCOK", terhitung=True, alasan=["DATAR", "TIDAK_COCOK"])
    isi = langkah.buka()
    assert "seperti foto, bukan wajah langsung" in isi
    assert "belum cocok dengan data kependudukan" not in isi
    assert "Sisa percobaan: 4 dari 5" in isi
    jawaban(langkah.kasus, "WAJAH", "GAGAL_MUTU", alasan=["BURAM"])
    isi = langkah.buka()
    assert "Gambarnya buram" in isi
    assert "Percobaan Anda tidak berkurang" in isi


def test_sesudah_lima_kali_kamera_tertutup_pintu_lain_terbuka(langkah: Langkah) -> None:
    for _ in range(5):
        jawaban(langkah.kasus, "WAJAH", "TIDAK_COCOK", terhitung=True, alasan=["TIDAK_COCOK"])
    isi = langkah.buka()
    assert "Coba lagi</span>" not in isi
    assert "Minta petugas melihat swafoto saya" in isi
    assert "Dapat dicoba lagi" in isi
    assert "Terlalu banyak percobaan" in langkah.klien.post(
        MULAI, {"setuju": "on"}, follow=True
    ).content.decode()  # fmt: skip


def test_petugas_melihat_dan_langkah_lain_terbuka(langkah: Langkah) -> None:
    jawaban(langkah.kasus, "WAJAH", "TIDAK_COCOK", terhitung=True, alasan=["TIDAK_COCOK"])
    langkah.klien.post("/pengkinian/wajah/petugas/")
    assert "Petugas sedang melihatnya" in langkah.buka()
    assert langkah.klien.get("/pengkinian/kontak/").status_code == 200
    isi = langkah.klien.post(MULAI, {"setuju": "on"}, follow=True).content.decode()
    assert "Petugas sedang melihat swafoto Anda" in isi


def test_register_diam_boleh_melanjutkan(langkah: Langkah) -> None:
    jawaban(langkah.kasus, "WAJAH", "LAYANAN_TIDAK_TERSEDIA")
    assert "Lanjut" in langkah.buka()
    assert langkah.klien.get("/pengkinian/kontak/").status_code == 200


def test_wajah_pengkinian_lama_tidak_menutup_kamera_pengkinian_baru() -> None:
    lama = Langkah("kontak")
    jawaban(lama.kasus, "WAJAH")
    type(lama.kasus).objects.update(status="SELESAI")
    baru = Langkah("wajah", peserta=lama.peserta)
    assert "Mulai swafoto" in baru.buka()


def test_wajah_untuk_klaim_tidak_mengambil_langkah_ini(langkah: Langkah) -> None:
    sesi = langkah.klien.session
    sesi["wajah_untuk_klaim"] = True
    sesi.save()
    langkah.buka()
    langkah.klien.post(MULAI, {"setuju": "on"})
    assert HasilVerifikasi.objects.get(jenis="WAJAH").keperluan == "PENGKINIAN"


def test_gerakan_ditukar_lalu_habis_membawa_ke_foto(langkah: Langkah) -> None:
    langkah.klien.post(MULAI, {"setuju": "on"})
    percobaan = HasilVerifikasi.objects.get(jenis="WAJAH")
    alamat = f"/pengkinian/wajah/{percobaan.kode}/tukar/"
    tidak_bisa = percobaan.tantangan[1]
    assert langkah.klien.post(alamat, {"tidak_bisa": tidak_bisa})["Location"] == langkah.alamat
    percobaan.refresh_from_db()
    assert tidak_bisa not in percobaan.tantangan
    semua = {"tidak_bisa": ["TOLEH_KIRI", "TOLEH_KANAN", "MENDEKAT", "APA SAJA"]}
    assert langkah.klien.post(alamat, semua)["Location"] == FOTO


def test_percobaan_orang_lain_tidak_ada(langkah: Langkah) -> None:
    asing = jawaban(Langkah("wajah").kasus, "WAJAH")
    for akhir in ("kirim", "tukar"):
        alamat = f"/pengkinian/wajah/{asing.kode}/{akhir}/"
        assert langkah.klien.post(alamat).status_code == 404


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (None, "Pilih dulu fotonya"),
        (b"teks", "bukan gambar JPEG"),
        (bytes(5 * 1024 * 1024 + 1), "lebih besar dari 5 MB"),
    ],
    ids=["kosong", "teks", "besar"],
)
def test_foto_yang_keliru_dijelaskan(langkah: Langkah, isi: bytes | None, kata: str) -> None:
    kiriman = {} if isi is None else {"foto": berkas(isi=isi)}
    halaman = langkah.klien.post(FOTO, kiriman)
    assert halaman.status_code == 200
    assert kata in halaman.content.decode()
    assert not HasilVerifikasi.objects.filter(jenis="WAJAH").exists()


def test_foto_dikirim_dua_kali_dinilai_sekali(langkah: Langkah) -> None:
    assert langkah.klien.post(FOTO, {"foto": berkas()})["Location"] == langkah.alamat
    assert "Petugas sedang melihat swafoto Anda" in (
        langkah.klien.post(FOTO, {"foto": berkas(1)}).content.decode()
    )
    assert HasilVerifikasi.objects.get(jenis="WAJAH").status == "DITINJAU_PETUGAS"
