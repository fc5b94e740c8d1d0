from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Kontak, Pesan
from tests.klaim_jht.orang import baca
from tests.pengkinian.halaman import Langkah, galat_medan, isian_kembali

pytestmark = pytest.mark.usefixtures("db")
KIRIM, KODE = "/pengkinian/kontak/kirim/", "/pengkinian/kontak/kode/"
TELEPON = "0812 3456 7890"


@pytest.fixture
def langkah() -> Langkah:
    satu = Langkah("kontak")
    Kontak.objects.all().delete()
    return satu


def kode_terkirim() -> str:
    pesan = Pesan.objects.filter(jenis="kode_verifikasi").latest("pk")
    cocok = re.search(r"\b(\d{6})\b", pesan.isi["teks"])
    assert cocok, sorted(pesan.isi)
    return cocok.group(1)


def test_telepon_dibuktikan_dengan_kode(langkah: Langkah) -> None:
    assert "disabled" in langkah.buka()
    jawab = langkah.klien.post(KIRIM, {"jenis": "telepon", "telepon": TELEPON})
    assert jawab["Location"] == KODE
    assert TELEPON in baca(langkah.klien, KODE)
    salah = "000000" if kode_terkirim() != "000000" else "111111"
    isi = langkah.klien.post(KODE, {"kode": salah}).content.decode()
    assert galat_medan(re.sub(r"\s+", " ", isi), "kode")
    jawab = langkah.klien.post(KODE, {"kode": kode_terkirim()}, follow=True)
    assert "Terbukti" in jawab.content.decode()
    assert Kontak.objects.get(diganti_pada=None).nilai == "+6281234567890"
    assert langkah.kirim({}) == "/pengkinian/rekening/"


@pytest.mark.parametrize(
    ("jenis", "nilai"), [("telepon", "12"), ("email", "budi"), ("telepon", ""), ("email", "a@b c")]
)
def test_alamat_keliru_ada_kalimatnya_di_medan_dan_tetap_tertulis(
    langkah: Langkah, jenis: str, nilai: str
) -> None:
    jawab = langkah.klien.post(KIRIM, {"jenis": jenis, jenis: nilai})
    isi = re.sub(r"\s+", " ", jawab.content.decode())
    assert jawab.status_code == 200
    assert galat_medan(isi, jenis)
    assert isian_kembali(isi, jenis) == nilai
    assert not Pesan.objects.filter(jenis="kode_verifikasi").exists()


def test_bukti_yang_lewat_sembilan_puluh_hari_diminta_lagi(langkah: Langkah) -> None:
    satu = Langkah("rekening")
    assert satu.klien.get(satu.alamat).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        satu.klien.force_login(satu.peserta.akun)  # type: ignore[arg-type]  # made with a login
        assert satu.klien.get(satu.alamat)["Location"] == "/pengkinian/kontak/"


def test_tanpa_bukti_langkah_ini_tidak_selesai(langkah: Langkah) -> None:
    assert langkah.kirim({}) == langkah.alamat


def test_kode_tanpa_alamat_kembali_ke_langkahnya(langkah: Langkah) -> None:
    assert langkah.klien.get(KODE)["Location"] == langkah.alamat
    assert langkah.klien.post(KIRIM, {"jenis": "faks"})["Location"] == langkah.alamat
