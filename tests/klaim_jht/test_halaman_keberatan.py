from __future__ import annotations

import pytest
from django.test import Client

from accounts.audit import pelaku_akun
from accounts.models import Akun
from klaim_jht.models import Keberatan, Klaim
from klaim_jht.services.keberatan import jawab_keberatan
from klaim_jht.services.peninjauan import tolak_klaim
from tests.klaim_jht.orang import ajukan, baca, buat_siap_klaim, masuk
from tests.klaim_jht.services.test_keberatan import draf, sanggah
from tests.klaim_jht.test_admin import petugas
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
KATA = "Tanggal di surat itu salah tulis <b>ya</b>."


@pytest.fixture
def ditolak() -> Klaim:
    from pengkinian.models import Rekening

    peserta = buat_siap_klaim()
    Rekening.objects.update(status=Rekening.Status.DITINJAU_PETUGAS)
    klaim = ajukan(peserta)
    Rekening.objects.update(status=Rekening.Status.TERBUKTI)
    penolak = buat_akun(petugas=True)
    tolak_klaim(
        klaim_id=klaim.pk, alasan="Surat kabur.", petugas=penolak, pelaku=pelaku_akun(penolak)
    )
    klaim.refresh_from_db()
    return klaim


def halaman(klaim: Klaim) -> str:
    return f"/klaim/{klaim.kode}/keberatan/"


def test_menyanggah_membaca_tenggat_dan_jawabannya(ditolak: Klaim) -> None:
    klien = masuk(ditolak.peserta)
    isi = baca(klien, f"/klaim/{ditolak.kode}/")
    assert "UU 27/2022 Pasal 10" in isi
    assert "Dikirim ke rekening Anda" not in isi
    assert halaman(ditolak) in isi
    assert "lima hari kerja" in baca(klien, halaman(ditolak))
    assert (
        "sedikit lebih lengkap"
        in klien.post(halaman(ditolak), {"uraian": "tidak"}).content.decode()
    )
    klien.post(halaman(ditolak), {"uraian": KATA})
    isi = baca(klien, halaman(ditolak))
    for kata in ("Menunggu jawaban", "Dijawab paling lambat", "&lt;b&gt;ya&lt;/b&gt;"):
        assert kata in isi, kata
    assert "<textarea" not in isi
    isi = baca(klien, f"/klaim/{ditolak.kode}/")
    assert "Keberatan Anda dibaca petugas" in isi
    assert "Uang sampai paling lambat" not in isi
    assert "Dikirim ke rekening Anda" not in isi
    assert "Uang dikirim paling lambat" not in baca(klien, "/")
    assert "Klaim yang sedang berjalan" in baca(klien, "/klaim/")
    hadi: Akun = buat_akun(petugas=True)
    jawab_keberatan(
        keberatan_id=Keberatan.objects.get().pk, diterima=False, jawaban="Suratnya tetap kabur.",
        petugas=hadi, pelaku=pelaku_akun(hadi),
    )  # fmt: skip
    for alamat in (halaman(ditolak), f"/klaim/{ditolak.kode}/"):
        isi = baca(klien, alamat)
        assert "Suratnya tetap kabur." in isi
        assert hadi.nama_pengguna not in isi


def test_orang_lain_tidak_menemukannya(ditolak: Klaim) -> None:
    asing = masuk(buat_siap_klaim())
    assert asing.get(halaman(ditolak)).status_code == 404
    assert asing.post(halaman(ditolak), {"uraian": KATA}).status_code == 404
    assert not Keberatan.objects.exists()


def test_penolakan_mesin_disanggah_dari_halaman_syarat() -> None:
    klaim = draf(berhenti_hari_lalu=5)
    klien = masuk(klaim.peserta)
    assert halaman(klaim) in baca(klien, "/klaim/ajukan/syarat/")
    assert "tidak menutup jalan lain" in baca(klien, halaman(klaim))
    klien.post(halaman(klaim), {"uraian": KATA})
    assert "Seorang petugas membacanya" in baca(klien, "/klaim/ajukan/syarat/")


def test_yang_tidak_ditolak_tidak_punya_formulir() -> None:
    klaim = ajukan(buat_siap_klaim())
    klien = masuk(klaim.peserta)
    assert "Tidak ada yang perlu disanggah" in baca(klien, halaman(klaim))
    assert klien.post(halaman(klaim), {"uraian": KATA}).status_code == 409


@pytest.fixture
def meja() -> Client:
    return petugas("petugas")


def test_petugas_membaca_dan_menjawab_di_mejanya(ditolak: Klaim, meja: Client) -> None:
    satu = sanggah(ditolak)
    assert "Keberatan yang menunggu jawaban" in meja.get("/petugas/").content.decode()
    alamat = f"/petugas/klaim_jht/keberatan/{satu.pk}/change/"
    isi = meja.get(alamat).content.decode()
    for kata in (satu.uraian, "Terima keberatan", "Putusan semula tetap", "Jawaban kepada peserta"):
        assert kata in isi, kata
    assert "?status=BARU" in meja.get("/petugas/").content.decode()
    assert meja.get("/petugas/klaim_jht/keberatan/?status=BARU").status_code == 200
    tombol = f"/petugas/klaim_jht/keberatan/{satu.pk}/tombol/terima/"
    jawaban = meja.post(tombol, {"alasan": "Surat baru sudah jelas."}, follow=True)
    assert "Keberatan diterima" in jawaban.content.decode()
    ditolak.refresh_from_db()
    assert ditolak.status == "PEMBAYARAN_DIPROSES"
    assert "Terima keberatan" not in meja.get(alamat).content.decode()
