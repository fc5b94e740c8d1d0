from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from pengkinian.models import HasilVerifikasi, KasusKoreksi
from pengkinian.services.koreksi import putuskan_koreksi
from tests.klaim_jht.orang import baca
from tests.pabrik import buat_akun, buat_kartu, buat_peserta
from tests.pengkinian.halaman import Langkah, galat_medan
from tests.pengkinian.orang import jawaban

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def langkah() -> Langkah:
    return Langkah("kepesertaan")


def test_data_terlihat_tersamar_dengan_setiap_kartu() -> None:
    peserta = buat_peserta(dengan_akun=True)
    kartu = buat_kartu(peserta)
    isi = Langkah("kepesertaan", peserta=peserta).buka()
    for kata in ("BUDI SANTOSO", peserta.nomor_identitas_samar, kartu.kpj, "PT Contoh Makmur"):
        assert kata in isi, kata
    assert peserta.nomor_identitas not in isi


def test_sudah_benar_memulai_pemeriksaan_dan_melanjutkan(langkah: Langkah) -> None:
    assert langkah.kirim({"jawaban": "sudah"}) == "/pengkinian/wajah/"
    assert HasilVerifikasi.objects.get(jenis="NIK").status == "MENUNGGU"


def test_klik_ganda_satu_pertanyaan_tanpa_peringatan(langkah: Langkah) -> None:
    for _ in range(2):
        jawab = langkah.klien.post(langkah.alamat, {"jawaban": "sudah", "versi": 1}, follow=True)
        assert jawab.redirect_chain[-1][0] == "/pengkinian/wajah/"
        assert "berubah di tab" not in jawab.content.decode()
    assert HasilVerifikasi.objects.filter(jenis="NIK").count() == 1


@pytest.mark.parametrize(
    ("status", "kata", "pintu"),
    [
        ("TIDAK_DITEMUKAN", "tidak ditemukan di Dukcapil", True),
        ("NONAKTIF", "tidak aktif", False),
        ("TIDAK_COCOK", "berbeda dari data kependudukan", True),
    ],
)
def test_nik_yang_ditolak_disebut_dengan_jalan_keluarnya(
    langkah: Langkah, status: str, kata: str, pintu: bool
) -> None:
    langkah.kirim({"jawaban": "sudah"})
    HasilVerifikasi.objects.filter(jenis="NIK").update(status=status, diputus_pada=timezone.now())
    assert langkah.klien.get("/pengkinian/wajah/")["Location"] == langkah.alamat
    isi = langkah.buka()
    assert kata in isi
    assert ("minta petugas memeriksa" in isi) is pintu


def test_petugas_diminta_memeriksa_dan_peserta_melanjutkan(langkah: Langkah) -> None:
    langkah.kirim({"jawaban": "sudah"})
    HasilVerifikasi.objects.update(status="TIDAK_COCOK", diputus_pada=timezone.now())
    alamat = "/pengkinian/verdict/kepesertaan/petugas/"
    assert langkah.klien.get(alamat).status_code == 405
    assert langkah.klien.post(alamat)["Location"] == langkah.alamat
    assert HasilVerifikasi.objects.get().status == "DITINJAU_PETUGAS"
    assert langkah.klien.get("/pengkinian/wajah/").status_code == 200
    # A second press meets a verdict that is on its way already.
    isi = langkah.klien.post(alamat, follow=True).content.decode()
    assert "sudah tetap" in isi


def test_panel_bertanya_membawa_kembali_setelah_dijawab(langkah: Langkah) -> None:
    langkah.kirim({"jawaban": "sudah"})
    panel = langkah.klien.get("/pengkinian/verdict/kepesertaan/")
    assert "Bertanya kepada Dukcapil" in panel.content.decode()
    HasilVerifikasi.objects.update(status="COCOK")
    assert langkah.klien.get("/pengkinian/verdict/kepesertaan/")["HX-Redirect"] == langkah.alamat
    assert langkah.klien.get("/pengkinian/verdict/lain/")["Location"] == "/pengkinian/"


def test_ada_yang_salah_membuka_koreksi_dan_melanjutkan(langkah: Langkah) -> None:
    assert langkah.kirim({"jawaban": "salah"}) == "/pengkinian/koreksi/"
    alamat = "/pengkinian/koreksi/"
    assert "Apa yang salah?" in baca(langkah.klien, alamat)
    kosong = langkah.klien.post(alamat, {"uraian": "Saya berhenti 3 Mei."}).content.decode()
    assert galat_medan(kosong, "jenis") or "id_jenis_error" in kosong
    assert "Saya berhenti 3 Mei." in kosong
    isi = {"jenis": "PEMBERI_KERJA", "uraian": "Saya berhenti 3 Mei."}
    jawab = langkah.klien.post(alamat, isi, follow=True)
    assert jawab.redirect_chain[-1][0] == "/pengkinian/wajah/"
    assert "3 × 24 jam" in jawab.content.decode()
    assert KasusKoreksi.objects.get().uraian == "Saya berhenti 3 Mei."


def test_koreksi_identitas_melewati_nik_yang_berbeda() -> None:
    langkah = Langkah("kepesertaan")
    isi = {"jenis": "DATA_DIRI", "uraian": "Nama saya salah eja."}
    langkah.klien.post("/pengkinian/koreksi/", isi)
    HasilVerifikasi.objects.all().update(batal_pada=timezone.now())
    jawaban(langkah.kasus, "NIK", "TIDAK_COCOK")
    assert langkah.klien.get("/pengkinian/wajah/").status_code == 200


def test_jawaban_petugas_atas_koreksi_terbaca() -> None:
    langkah, petugas = Langkah("kepesertaan"), buat_akun(petugas=True)
    isi = {"jenis": "UPAH", "uraian": "Upah saya 6 juta."}
    langkah.klien.post("/pengkinian/koreksi/", isi)
    menunggu = baca(langkah.klien, "/pengkinian/koreksi/")
    assert "Dijawab paling lambat" in menunggu
    assert "Kirim dan lanjutkan" in menunggu
    putuskan_koreksi(
        koreksi_id=KasusKoreksi.objects.get().pk, diterima=True, petugas=petugas,
        jawaban="PT Contoh sudah membetulkan.", pelaku=pelaku_akun(petugas),
    )  # fmt: skip
    type(langkah.kasus).objects.update(status="SELESAI")
    dijawab = baca(langkah.klien, "/pengkinian/koreksi/")
    for kata in ("Upah saya 6 juta.", "Diterima", "PT Contoh sudah membetulkan."):
        assert kata in dijawab, kata
    assert "Kirim dan lanjutkan" not in dijawab
    assert langkah.klien.post("/pengkinian/koreksi/", isi)["Location"] == "/pengkinian/selesai/"
    assert KasusKoreksi.objects.count() == 1
