from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import Akun, Kontak, PermintaanPulih, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.kontak import pasang_kontak
from pengkinian.services.lupa_akun import cocokkan_permintaan
from tests.pabrik import buat_kartu, buat_peserta, nik_baru

pytestmark = pytest.mark.usefixtures("db")
AWAL, KODE, SANDI = (
    "/pengkinian/lupa-akun/", "/pengkinian/lupa-akun/kode/", "/pengkinian/lupa-akun/sandi/",
)  # fmt: skip
BARU = {"new_password1": "angin-di-bulan-mei", "new_password2": "angin-di-bulan-mei"}


@pytest.fixture
def budi() -> Peserta:
    peserta = buat_peserta(dengan_akun=True)
    buat_kartu(peserta)
    pasang_kontak(
        peserta=peserta, jenis=Kontak.Jenis.TELEPON, nilai="+6281234567890", pelaku=SISTEM
    )
    return peserta


def isian(nik: str, kpj: str) -> dict[str, str]:
    return {"nik": f"{nik[:6]} {nik[6:]}", "kpj": f"{kpj[:4]}-{kpj[4:]}", "saluran": "TELEPON"}


def tanpa_tanda(jawaban: Any) -> str:
    return re.sub(r"[A-Za-z0-9]{64}", "", jawaban.content.decode())


def jalankan() -> None:
    for permintaan in PermintaanPulih.objects.filter(jatuh_pada__isnull=False):
        cocokkan_permintaan(permintaan_id=permintaan.pk)


def test_dari_dua_nomor_sampai_masuk_lagi(budi: Peserta) -> None:
    klien = Client()
    kpj = budi.kepesertaan.get().kpj
    assert klien.post(AWAL, isian(budi.nomor_identitas, kpj))["Location"] == KODE
    jalankan()
    cocok = re.search(r"\b\d{6}\b", Pesan.objects.get().isi["teks"])
    assert cocok is not None
    assert klien.get(SANDI)["Location"] == AWAL, "no password before the code"
    assert klien.post(KODE, {"kode": cocok[0]})["Location"] == SANDI
    akun = budi.akun
    assert akun is not None
    assert akun.nama_pengguna in klien.get(SANDI).content.decode()
    lemah = klien.post(SANDI, {"new_password1": "12345678", "new_password2": "12345678"})
    assert lemah.status_code == 200
    assert klien.post(SANDI, BARU)["Location"] == "/akun/login/"
    assert Akun.objects.get(pk=akun.pk).check_password("angin-di-bulan-mei")
    assert Pesan.objects.filter(jenis="kata_sandi_diganti").exists()
    assert klien.get(SANDI)["Location"] == AWAL, "the request is spent"


def test_yang_dikenal_dan_yang_tidak_membaca_hal_yang_sama(budi: Peserta) -> None:
    """A12: address, status and words of both pages."""
    kpj = budi.kepesertaan.get().kpj
    terlihat = []
    for nik in (budi.nomor_identitas, nik_baru()):
        klien = Client()
        awal = klien.post(AWAL, isian(nik, kpj))
        jalankan()
        salah = klien.post(KODE, {"kode": "12345"})
        terlihat.append((awal.status_code, awal["Location"], salah.status_code,
                         tanpa_tanda(salah)))  # fmt: skip
    assert terlihat[0] == terlihat[1]
    assert "sisa percobaan: 4" in terlihat[0][3]


@pytest.mark.parametrize(
    ("nik", "kpj", "kata"),
    [
        ("99010112", "12345678901", "NIK terdiri atas 16 angka"),
        ("9901011203880001", "123", "Nomor kartu peserta terdiri atas 11"),
        ("99010112\u202e03880001", "12345678901", "NIK terdiri atas 16 angka"),
    ],
)
def test_nomor_yang_keliru_dijelaskan(nik: str, kpj: str, kata: str) -> None:
    jawaban = Client().post(AWAL, {"nik": nik, "kpj": kpj, "saluran": "TELEPON"})
    assert jawaban.status_code == 200
    assert kata in jawaban.content.decode()
    assert not PermintaanPulih.objects.exists()


def test_terlalu_sering_dikatakan_dengan_kalimat(budi: Peserta) -> None:
    klien = Client()
    for _ in range(5):
        klien.post(AWAL, isian(budi.nomor_identitas, "12345678901"))
    jawaban = klien.post(AWAL, isian(budi.nomor_identitas, "12345678901"))
    assert "sudah dicari lima kali" in jawaban.content.decode()


@pytest.mark.parametrize("alamat", [KODE, SANDI])
def test_tanpa_permintaan_kembali_ke_awal(alamat: str) -> None:
    assert Client().get(alamat)["Location"] == AWAL


def test_halaman_masuk_menunjukkan_jalannya() -> None:
    assert AWAL in Client().get("/akun/login/").content.decode()
