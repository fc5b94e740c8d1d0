from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, CatatanAudit, Kontak, Pesan, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import SISTEM
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.selectors import sudah_setuju
from accounts.services.kontak import pasang_kontak
from accounts.services.masuk import catat_masuk
from accounts.services.persetujuan import beri_persetujuan
from accounts.services.pesan import beri_tahu
from accounts.services.peserta import pasang_kependudukan

AKUN = "/akun-saya/"


@pytest.fixture
def klien(akun_budi: Akun) -> Client:
    klien = Client()
    klien.force_login(akun_budi)
    return klien


def kabari(akun: Akun, nomor: int = 1) -> Pesan:
    beri_tahu(
        akun=akun,
        jenis="kata_sandi_diganti",
        data={"dipulihkan": False, "pada": timezone.now()},
        kunci_sekali=f"uji:{nomor}",
    )
    return Pesan.objects.latest("pk")


def test_halaman_akun_memuat_data_tersamar(klien: Client, akun_budi: Akun, budi: Peserta) -> None:
    pasang_kependudukan(peserta=budi, no_kk="9901010101150001", pelaku=SISTEM)
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai="+6281234567890", pelaku=SISTEM)
    kabari(akun_budi)
    catat_masuk(akun=akun_budi, tanda="", agen="Firefox/128.0 (Windows)", pelaku=SISTEM)
    isi = klien.get(AKUN).content.decode()
    for kata in ("BUDI SANTOSO", "99**********0001", "0812-****-890", "12 Maret 1988",
                 "Firefox · Windows", "1 belum dibaca"):  # fmt: skip
        assert kata in isi
    for rahasia in ("9901011203880001", "9901010101150001", "81234567890"):
        assert rahasia not in isi


def test_siapa_yang_melihat_data_saya(klien: Client, budi: Peserta, rina: Akun) -> None:
    with transaction.atomic():
        audit.catat(
            aksi=Aksi.DATA_DILIHAT, pelaku=audit.pelaku_akun(rina), objek=budi, peserta=budi
        )
    assert "rina" in klien.get(AKUN).content.decode()


def test_akun_petugas_tanpa_peserta_tetap_terbuka(rina: Akun) -> None:
    klien = Client()
    klien.force_login(rina)
    isi = klien.get(AKUN)
    assert isi.status_code == 200
    assert "Data saya" not in isi.content.decode()


@pytest.mark.parametrize(
    "alamat", [AKUN, "/akun-saya/pesan/", "/akun-saya/pesan/1/", "/akun-saya/persetujuan/1/tarik/"]
)
def test_tanpa_masuk_diarahkan_ke_halaman_masuk(db: None, alamat: str) -> None:
    jawaban = Client().get(alamat)
    assert jawaban.status_code == 302
    assert jawaban["Location"].startswith(reverse("account_login"))


def test_pemberitahuan_dibaca_satu_lalu_semua(klien: Client, akun_budi: Akun) -> None:
    satu, dua = kabari(akun_budi, 1), kabari(akun_budi, 2)
    daftar = klien.get("/akun-saya/pesan/").content.decode()
    assert daftar.count("belum dibaca") == 2
    isi = klien.get(f"/akun-saya/pesan/{satu.pk}/").content.decode()
    assert "Kata sandi akun Anda diganti" in isi
    assert "b***i@contoh.id" in isi
    satu.refresh_from_db()
    dua.refresh_from_db()
    assert (satu.dibaca_pada is None, dua.dibaca_pada is None) == (False, True)
    klien.post("/akun-saya/pesan/baca-semua/")
    assert not Pesan.objects.filter(dibaca_pada=None).exists()
    assert "Tandai semua" not in klien.get("/akun-saya/pesan/").content.decode()


def test_pemberitahuan_kosong_dan_milik_orang_lain(
    klien: Client, akun_siti: Akun, akun_budi: Akun
) -> None:
    assert "Belum ada pemberitahuan" in klien.get("/akun-saya/pesan/").content.decode()
    asing = kabari(akun_siti)
    from accounts.selectors import ambil_pesan_milik
    from jmo.lib.galat import TidakDitemukan

    with pytest.raises(TidakDitemukan):
        ambil_pesan_milik(akun_budi, asing.pk)
    asing.refresh_from_db()
    assert asing.dibaca_pada is None


def test_persetujuan_ditarik_setelah_ditanya(klien: Client, akun_budi: Akun, budi: Peserta) -> None:
    baris = beri_persetujuan(akun=akun_budi, jenis=JenisPersetujuan.WAJAH, pelaku=SISTEM)
    beri_persetujuan(akun=akun_budi, jenis=JenisPersetujuan.LAYANAN, pelaku=SISTEM)
    isi = klien.get(AKUN).content.decode()
    assert isi.count("/tarik/") == 1, "terms cannot be taken back"
    alamat = f"/akun-saya/persetujuan/{baris.pk}/tarik/"
    assert "wajah saya difoto" in klien.get(alamat).content.decode()
    assert sudah_setuju(akun_budi, JenisPersetujuan.WAJAH)
    jawaban = klien.post(alamat, follow=True).content.decode()
    assert "Persetujuan ditarik" in jawaban
    assert "Ditarik " in jawaban
    assert not sudah_setuju(akun_budi, JenisPersetujuan.WAJAH)


def test_perangkat_dilupakan(klien: Client, akun_budi: Akun) -> None:
    catat_masuk(akun=akun_budi, tanda="", agen="Chrome/1 Android", pelaku=SISTEM)
    perangkat = akun_budi.perangkat.get()
    alamat = f"/akun-saya/perangkat/{perangkat.pk}/lupakan/"
    assert klien.get(alamat).status_code == 405
    assert "Perangkat dilupakan" in klien.post(alamat, follow=True).content.decode()
    assert not akun_budi.perangkat.exists()
    assert CatatanAudit.objects.filter(aksi="perangkat.dilupakan").exists()


def test_bahasa_tersimpan_bersama_akun_dan_tidak_mengalihkan_keluar(
    klien: Client, akun_budi: Akun
) -> None:
    alamat = reverse("set_language")
    jawaban = klien.post(alamat, {"language": "en", "next": AKUN})
    assert (jawaban.status_code, jawaban["Location"]) == (302, AKUN)
    akun_budi.refresh_from_db()
    assert akun_budi.bahasa == "en"
    assert CatatanAudit.objects.get(aksi="akun.bahasa_diganti").sesudah == {"bahasa": "en"}
    jahat = klien.post(alamat, {"language": "id", "next": "https://jahat.contoh/"})
    assert jahat["Location"] == "/"
    klien.post(alamat, {"language": "xx"})
    akun_budi.refresh_from_db()
    assert akun_budi.bahasa == "id"
    assert klien.get(alamat).status_code == 405


def test_bahasa_sebelum_masuk_hanya_kuki(db: None) -> None:
    klien = Client()
    jawaban = klien.post(reverse("set_language"), {"language": "en", "next": "/akun/login/"})
    assert jawaban.status_code == 302
    assert klien.cookies["jmo_bahasa"].value == "en"
    assert int(klien.cookies["jmo_bahasa"]["max-age"]) > 300 * 24 * 3600


def test_bahasa_halaman_masuk_menjadi_bahasa_akun(akun_budi: Akun) -> None:
    klien = Client()
    klien.post(reverse("set_language"), {"language": "en", "next": "/akun/login/"})
    isian = {"login": "budi", "password": "hujan-di-bulan-juni"}
    assert klien.post(reverse("account_login"), isian).status_code == 302
    akun_budi.refresh_from_db()
    assert akun_budi.bahasa == "en"
    assert '<html lang="en"' in klien.get(AKUN).content.decode()
    Client().post(reverse("account_login"), isian)
    akun_budi.refresh_from_db()
    assert akun_budi.bahasa == "en"


@pytest.mark.parametrize(
    "alamat", ["/akun/signup/", "/akun/password/set/", "/akun/confirm-email/abc/"]
)
def test_pintu_allauth_yang_tertutup(klien: Client, alamat: str) -> None:
    from django.urls import resolve

    assert resolve(alamat).func.__name__ == "tertutup"


@pytest.mark.parametrize("alamat", ["/akun/", "/akun/email/"])
def test_alamat_yang_ditebak_sampai_ke_akun(klien: Client, alamat: str) -> None:
    assert klien.get(alamat)["Location"] == AKUN


def test_halaman_pribadi_tidak_disimpan_peramban(klien: Client) -> None:
    assert klien.get(AKUN)["Cache-Control"] == "no-store, private"
