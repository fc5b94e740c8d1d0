"""A session that ends by itself, seen from the browser: what is said, and where one lands."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Akun, Sesi

AKUN = "/akun-saya/"
PESAN = "/akun-saya/pesan/"
SISA = "/akun-saya/sesi/sisa/"
ISIAN = {"login": "budi", "password": "hujan-di-bulan-juni"}


@pytest.fixture
def awal() -> datetime:
    return timezone.now()


@pytest.fixture
def klien(akun_budi: Akun) -> Client:
    klien = Client()
    assert klien.post("/akun/login/", ISIAN).status_code == 302
    return klien


def pada(awal: datetime, **selang: int) -> time_machine.travel:
    return time_machine.travel(awal + timedelta(**selang), tick=False)


def test_lima_belas_menit_diam_lalu_masuk_lagi_ke_halaman_yang_sama(
    klien: Client, awal: datetime
) -> None:
    with pada(awal, minutes=16):
        jawaban = klien.get(PESAN)
        assert jawaban["Location"] == f"/akun/login/?next={PESAN}"
        halaman = klien.get(jawaban["Location"]).content.decode()
        assert "15 menit tidak ada kegiatan" in halaman
        assert f'value="{PESAN}"' in halaman
        kembali = klien.post("/akun/login/", {**ISIAN, "next": PESAN}, follow=True)
        assert kembali.request["PATH_INFO"] == PESAN
        assert "Anda kembali ke halaman semula" in kembali.content.decode()
        assert "halaman semula" not in klien.get(PESAN).content.decode(), "said once"


def test_formulir_yang_terlambat_kembali_ke_halamannya(klien: Client, awal: datetime) -> None:
    with pada(awal, minutes=16):
        jawaban = klien.post(
            f"{PESAN}baca-semua/", headers={"Referer": f"http://testserver{PESAN}?hal=2"}
        )
        assert jawaban["Location"] == "/akun/login/?next=%2Fakun-saya%2Fpesan%2F%3Fhal%3D2"
    # A page elsewhere is no place to be led to.
    lain = Client()
    lain.post("/akun/login/", ISIAN)
    with pada(awal, minutes=40):
        jawaban = lain.post(f"{PESAN}baca-semua/", headers={"Referer": "https://jahat.contoh/x"})
        assert jawaban["Location"] == "/akun/login/"


def test_kegiatan_memperpanjang_tetapi_tidak_melewati_dua_belas_jam(
    klien: Client, awal: datetime
) -> None:
    for menit in range(14, 12 * 60, 14):
        with pada(awal, minutes=menit):
            assert klien.post("/akun-saya/sesi/lanjut/").status_code == 200, menit
    with pada(awal, hours=12, seconds=1):
        jawaban = klien.get(AKUN)
        assert jawaban.status_code == 302
        assert "sudah 12 jam" in klien.get(jawaban["Location"]).content.decode()


def test_halaman_yang_bertanya_sendiri_bukan_kegiatan(klien: Client, awal: datetime) -> None:
    with pada(awal, minutes=10):
        assert klien.get(AKUN, headers={"HX-Request": "true"}).status_code == 200
        assert klien.get(SISA).json()["sisa"] in range(298, 302)
    with pada(awal, minutes=16):
        assert klien.get(SISA).json() == {"sisa": 0}
        assert klien.get(AKUN).status_code == 302


def test_peringatan_dapat_dijawab(klien: Client, awal: datetime) -> None:
    with pada(awal, minutes=14):
        assert klien.post("/akun-saya/sesi/lanjut/").json() == {"sisa": 900}
    with pada(awal, minutes=28):
        halaman = klien.get(AKUN).content.decode()
        assert "Anda masih di sini?" in halaman
        assert 'data-sesi="6' in halaman or 'data-sesi="5' in halaman
    tamu = Client()
    assert tamu.get(SISA).json() == {"sisa": 0}
    assert "Anda masih di sini?" not in tamu.get("/akun/login/").content.decode()


def test_halaman_perangkat_dan_sesi(klien: Client, akun_budi: Akun) -> None:
    lain = Client(headers={"User-Agent": "Firefox/128.0 (Windows)"})
    lain.post("/akun/login/", ISIAN)
    halaman = klien.get("/akun-saya/sesi/").content.decode()
    assert "Firefox · Windows" in halaman
    assert halaman.count("Sesi ini") == 1
    sidik = Sesi.objects.get(pk=lain.session.session_key).sidik
    assert f"/akun-saya/sesi/{sidik}/akhiri/" in halaman
    assert str(lain.session.session_key) not in halaman
    tanya = klien.post(f"/akun-saya/sesi/{sidik}/akhiri/")["Location"]
    assert tanya.startswith("/akun/reauthenticate/")
    assert lain.get(AKUN).status_code == 200
    # What was asked for happens after the answer.
    klien.post(tanya, {"password": ISIAN["password"]})
    assert "Sesi diakhiri" in klien.get("/akun-saya/sesi/").content.decode()
    assert lain.get(AKUN).status_code == 302
    jawaban = klien.post("/akun-saya/sesi/akhiri-lain/", follow=True)
    assert "0 sesi lain diakhiri" in jawaban.content.decode()


def test_tanpa_perangkat_pun_sesi_terdaftar(akun_budi: Akun) -> None:
    klien = Client()
    klien.force_login(akun_budi)
    assert "Peramban tanpa nama" in klien.get("/akun-saya/sesi/").content.decode()
