from __future__ import annotations

import pytest

from pengkinian.models import HasilVerifikasi, KasusPengkinian, ProfilPeserta
from tests.klaim_jht.orang import baca
from tests.pengkinian.halaman import Langkah, versi
from tests.pengkinian.orang import TAMBAHAN

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def langkah() -> Langkah:
    return Langkah("tinjau")


def test_semua_jawaban_diulang_dengan_jalan_untuk_mengubah(langkah: Langkah) -> None:
    isi = langkah.buka()
    for kata in (
        "BUDI SANTOSO", langkah.peserta.nomor_identitas_samar, "BRI 112233440000",
        "JALAN MELATI 8, RT 003 RW 005, SUMBERJAYA, MEKARSARI", "Sama dengan KTP",
        "SMA, SMK, atau sederajat", "Orang tua", "+6281234567890", "Cocok",
    ):  # fmt: skip
        assert kata in isi, kata
    assert "SRI WAHYUNI" not in isi
    for kunci in ("kepesertaan", "wajah", "kontak", "rekening", "kependudukan", "tambahan"):
        assert f'href="/pengkinian/{kunci}/"' in isi


def test_konfirmasi_membawa_ke_selesai(langkah: Langkah) -> None:
    assert langkah.kirim({}) == "/pengkinian/selesai/"
    assert langkah.kasus.status == "SELESAI"
    assert "Data Anda sudah dikinikan" in baca(langkah.klien, "/pengkinian/selesai/")


def test_dua_kali_menekan_satu_profil_tanpa_kasus_baru(langkah: Langkah) -> None:
    isi = {"versi": versi(langkah.buka())}
    for _ in range(2):
        jawab = langkah.klien.post(langkah.alamat, isi, follow=True)
        assert "sudah dikinikan" in jawab.content.decode()
        assert "tidak dapat diubah" not in jawab.content.decode()
    assert ProfilPeserta.objects.count() == KasusPengkinian.objects.count() == 1


def test_tab_lain_yang_mengubah_membatalkan_tinjauan_ini(langkah: Langkah) -> None:
    lama = {"versi": versi(langkah.buka())}
    lain = Langkah("tambahan", peserta=langkah.peserta)
    lain.kirim(TAMBAHAN | {"pendidikan": "S2"})
    jawab = langkah.klien.post(langkah.alamat, lama, follow=True)
    isi = jawab.content.decode()
    assert jawab.redirect_chain[-1][0] == langkah.alamat
    assert "berubah di tab atau perangkat lain" in isi
    assert "Magister atau doktor" in isi
    assert not ProfilPeserta.objects.exists()


def test_wajah_yang_dilihat_petugas_menahan_konfirmasi_saja() -> None:
    langkah = Langkah("tinjau", jawab={"WAJAH": "DITINJAU_PETUGAS"})
    jawab = langkah.klien.post(langkah.alamat, {"versi": langkah.kasus.versi}, follow=True)
    assert "Petugas masih melihat swafoto Anda" in jawab.content.decode()
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(status="COCOK")
    assert langkah.kirim({}) == "/pengkinian/selesai/"
