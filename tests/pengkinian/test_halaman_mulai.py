from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Peserta
from pengkinian.models import KasusPengkinian
from tests.klaim_jht.orang import baca, masuk
from tests.pabrik import SANDI, buat_akun, buat_peserta
from tests.pengkinian.orang import kasus_sampai, konfirmasikan

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def budi() -> Peserta:
    return buat_peserta(dengan_akun=True)


def test_halaman_awal_menyebut_yang_perlu_disiapkan_dan_tidak_membuka_kasus(budi: Peserta) -> None:
    isi = baca(masuk(budi), "/pengkinian/")
    for kata in ("KTP", "menit", "Nanti saja"):
        assert kata in isi, kata
    assert not KasusPengkinian.objects.exists()


def test_mulai_membuka_satu_kasus_dan_membawa_ke_langkah_pertama(budi: Peserta) -> None:
    klien = masuk(budi)
    for _ in range(2):
        assert klien.post("/pengkinian/buka/")["Location"] == "/pengkinian/kepesertaan/"
    assert KasusPengkinian.objects.count() == 1


@pytest.mark.parametrize("kunci", ["tinjau", "rekening", "tidak-ada"])
def test_langkah_yang_belum_terbuka_membawa_ke_yang_pertama(budi: Peserta, kunci: str) -> None:
    klien = masuk(budi)
    klien.post("/pengkinian/buka/")
    for jawaban in (klien.get(f"/pengkinian/{kunci}/"), klien.post(f"/pengkinian/{kunci}/")):
        assert jawaban["Location"] == "/pengkinian/kepesertaan/"


def test_masuk_di_perangkat_lain_melanjutkan() -> None:
    kasus = kasus_sampai("rekening")
    lama = masuk(kasus.peserta)
    lama.post("/pengkinian/rekening/", {"nomor_rekening": "1122-33", "nanti": "1"})
    lama.post("/akun/keluar/")
    baru = Client()
    akun = kasus.peserta.akun
    assert akun is not None
    assert baru.login(username=akun.nama_pengguna, password=SANDI)
    jawaban = baru.post("/pengkinian/buka/")
    assert jawaban["Location"] == "/pengkinian/rekening/"
    assert 'value="1122-33"' in baca(baru, "/pengkinian/rekening/")


@pytest.mark.parametrize(
    ("jawab", "judul"),
    [
        ({}, "Data Anda sudah dikinikan"),
        ({"KEPENDUDUKAN": "LAYANAN_TIDAK_TERSEDIA"}, "Tinggal menunggu Dukcapil"),
        ({"REKENING": "DITINJAU_PETUGAS"}, "Petugas sedang memeriksa"),
    ],
)
def test_selesai_menyebut_yang_terjadi_berikutnya(jawab: dict[str, str], judul: str) -> None:
    kasus = konfirmasikan(kasus_sampai("tinjau", jawab=jawab))
    klien = masuk(kasus.peserta)
    assert judul in baca(klien, "/pengkinian/selesai/")
    # The way back of the browser opens nothing anew.
    for alamat in ("/pengkinian/tambahan/", "/pengkinian/koreksi/"):
        assert klien.get(alamat)["Location"] == "/pengkinian/selesai/"
        assert klien.post(alamat)["Location"] == "/pengkinian/selesai/"
    assert KasusPengkinian.objects.count() == 1


def test_selesai_sebelum_mulai_membawa_ke_awal(budi: Peserta) -> None:
    klien = masuk(budi)
    assert klien.get("/pengkinian/selesai/")["Location"] == "/pengkinian/"
    klien.post("/pengkinian/buka/")
    assert klien.get("/pengkinian/selesai/")["Location"] == "/pengkinian/kepesertaan/"


@pytest.mark.parametrize("alamat", ["/pengkinian/", "/pengkinian/kepesertaan/"])
def test_tanpa_masuk_dan_tanpa_peserta(alamat: str) -> None:
    assert "/akun/" in Client().get(alamat)["Location"]
    klien = Client()
    klien.force_login(buat_akun(petugas=True))
    assert klien.get(alamat).status_code == 404
