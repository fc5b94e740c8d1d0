"""Second factors at the login: what is stored, what is asked, what is remembered."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, hotp_value
from django.db import connection
from django.test import Client

from accounts.models import Akun, Pesan, Peserta
from accounts.models.terenkripsi import buka_teks, sandikan_teks
from accounts.rules.pelaku import SISTEM
from accounts.services.masuk import lupakan_perangkat
from jmo.lib.sandi import GagalDekripsi

ISIAN = {"login": "budi", "password": "hujan-di-bulan-juni"}
RAHASIA = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def dua_langkah(akun_budi: Akun) -> Akun:
    TOTP.activate(akun_budi, RAHASIA)
    RecoveryCodes.activate(akun_budi)
    return akun_budi


def kode_totp(geser: int = 0) -> str:
    return f"{hotp_value(RAHASIA, int(time.time()) // 30 + geser):06}"


def masuk(klien: Client) -> str:
    return str(klien.post("/akun/login/", ISIAN)["Location"])


def test_rahasia_tersandi_di_tabel(dua_langkah: Akun) -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        isi = kursor.fetchone()[0]
    assert RAHASIA not in isi
    for satu in Authenticator.objects.get(user=dua_langkah, type="recovery_codes").wrap(
    ).get_unused_codes():  # fmt: skip
        assert satu not in isi


@pytest.mark.parametrize("isi", ["JBSWY3DPEHPK3PXP", "k0:bukan-base64!", "x9:AAAA", ""])
def test_yang_tidak_tersandi_ditolak(isi: str) -> None:
    with pytest.raises(GagalDekripsi):
        buka_teks(isi, konteks="mfa_authenticator.data")


def test_sandi_terikat_pada_tempatnya() -> None:
    tersandi = sandikan_teks(RAHASIA, konteks="satu")
    assert buka_teks(tersandi, konteks="satu") == RAHASIA
    with pytest.raises(GagalDekripsi):
        buka_teks(tersandi, konteks="dua")


def test_kode_kedua_diminta_dan_perangkat_yang_diingat_tidak_ditanya_lagi(
    dua_langkah: Akun,
) -> None:
    klien = Client()
    assert masuk(klien) == "/akun/mfa/authenticate/"
    assert klien.get("/akun-saya/").status_code == 302, "half a login is none"
    salah = klien.post("/akun/mfa/authenticate/", {"code": "000000"})
    assert salah.status_code == 200
    assert klien.post("/akun/mfa/authenticate/", {"code": kode_totp()})["Location"].startswith(
        "/akun/mfa/trust/"
    )
    halaman = klien.get("/akun/mfa/trust/").content.decode()
    assert "30 hari" in halaman
    assert klien.post("/akun/mfa/trust/", {"action": "trust"}).status_code == 302
    assert klien.get("/akun-saya/").status_code == 200
    klien.post("/akun/logout/")
    assert masuk(klien) == "/", "remembered"
    assert masuk(Client()) == "/akun/mfa/authenticate/", "another browser is asked"
    # Its owner forgets the device: the cookie alone is worth nothing then.
    lupakan_perangkat(akun=dua_langkah, perangkat_id=dua_langkah.perangkat.get().pk, pelaku=SISTEM)
    assert masuk(klien) == "/akun/mfa/authenticate/"


def test_kode_cadangan_sekali_pakai_dan_kode_totp_tidak_dua_kali(dua_langkah: Akun) -> None:
    cadangan = Authenticator.objects.get(user=dua_langkah, type="recovery_codes").wrap()
    kode = cadangan.get_unused_codes()[0]
    for isi, diterima in ((kode, True), (kode, False), (kode_totp(), True), (kode_totp(), False)):
        klien = Client()
        masuk(klien)
        jawaban = klien.post("/akun/mfa/authenticate/", {"code": isi})
        assert (jawaban.status_code == 302) is diterima, isi


def test_halaman_kunci_sandi_dan_kabar(akun_budi: Akun) -> None:
    klien = Client()
    assert "Masuk dengan kunci sandi" in klien.get("/akun/login/").content.decode()
    klien.force_login(akun_budi)
    assert "Tambah kunci sandi" in klien.get("/akun/mfa/").content.decode()
    tanya = klien.get("/akun/mfa/webauthn/add/")["Location"]
    klien.post(tanya, {"password": ISIAN["password"]})
    halaman = klien.get("/akun/mfa/webauthn/add/").content.decode()
    assert "Buat kunci sandi" in halaman
    assert '"id": "testserver"' in halaman
    assert '"displayName": "budi"' in halaman
    palsu = klien.post("/akun/mfa/webauthn/add/", {"name": "x", "credential": "{}"})
    assert palsu.status_code == 200
    assert not Authenticator.objects.exists()
    assert not Pesan.objects.filter(jenis="faktor_kedua").exists()


def test_totp_diaktifkan_lalu_dikabari(
    akun_budi: Akun, budi: Peserta, django_capture_on_commit_callbacks: Any
) -> None:
    klien = Client()
    klien.force_login(akun_budi)
    klien.post(klien.get("/akun/mfa/totp/activate/")["Location"], {"password": ISIAN["password"]})
    halaman = klien.get("/akun/mfa/totp/activate/")
    rahasia = halaman.context["form"].secret
    kode = f"{hotp_value(rahasia, int(time.time()) // 30):06}"
    with django_capture_on_commit_callbacks(execute=True):
        assert klien.post("/akun/mfa/totp/activate/", {"code": kode}).status_code == 302
    assert Pesan.objects.filter(jenis="faktor_kedua").exists()
