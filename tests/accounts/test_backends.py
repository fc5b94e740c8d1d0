from __future__ import annotations

import statistics
import time

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher
from django.test import RequestFactory

from accounts.models import Akun
from accounts.rules.pelaku import SISTEM
from accounts.sandi_lama import Argon2
from accounts.services.akun import buat_akun
from jmo.lib.galat import IsianTidakSah

SANDI = "hujan-di-bulan-juni"


def masuk(login: str, sandi: str = SANDI) -> Akun | None:
    permintaan = RequestFactory().post("/")
    kunci = "email" if "@" in login else "username"
    kredensial = {kunci: login, "password": sandi}
    if kunci == "email":
        kredensial["username"] = login
    hasil = authenticate(permintaan, **kredensial)
    assert hasil is None or isinstance(hasil, Akun)
    return hasil


@pytest.mark.parametrize("login", ["budi", "BUDI", " budi ", "budi@contoh.id", "Budi@Contoh.ID"])
def test_nama_pengguna_dan_email_membuka_akun(akun_budi: Akun, login: str) -> None:
    assert masuk(login) == akun_budi


@pytest.mark.parametrize("login", ["", "siti", "budi@contoh.com", "%", "bud_"])
def test_login_lain_tidak_membuka(akun_budi: Akun, login: str) -> None:
    assert masuk(login) is None


def test_kata_sandi_salah_atau_akun_mati(akun_budi: Akun) -> None:
    assert masuk("budi", "salah") is None
    akun_budi.is_active = False
    akun_budi.save(update_fields=["is_active"])
    assert masuk("budi") is None


def test_email_keluarga_bukan_nama_masuk(akun_budi: Akun) -> None:
    akun_budi.email_bersama = True
    akun_budi.save(update_fields=["email_bersama"])
    assert masuk("budi@contoh.id") is None
    assert masuk("budi") == akun_budi


def test_nama_pengguna_berbentuk_email_orang_lain_tidak_dapat_dibuat(akun_budi: Akun) -> None:
    with pytest.raises(IsianTidakSah, match="nama_pengguna_bentuk"):
        buat_akun(nama_pengguna="budi@contoh.id", kata_sandi=None, pelaku=SISTEM)
    sendiri = buat_akun(
        nama_pengguna="siti@contoh.id", email="siti@contoh.id", kata_sandi=SANDI, pelaku=SISTEM
    )
    assert masuk("siti@contoh.id") == sendiri


@pytest.mark.parametrize("login", ["budi", "budi@contoh.id", "tak.ada", "tak.ada@contoh.id"])
def test_satu_hitungan_argon2_untuk_setiap_jawaban(
    akun_budi: Akun, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts the computations: the same number for known and unknown is the same time."""
    hitung: list[str] = []
    for nama in ("encode", "verify"):
        asli = getattr(Argon2, nama)

        def catat(self: Argon2, *arg: str, _asli: object = asli, _nama: str = nama) -> object:
            hitung.append(_nama)
            return _asli(self, *arg)  # type: ignore[operator]  # the method that stood here before

        monkeypatch.setattr(Argon2, nama, catat)
    assert masuk(login, "salah") is None
    assert len(hitung) == 1


def test_waktu_jawaban_sama_untuk_yang_dikenal_dan_tidak(akun_budi: Akun) -> None:
    def lama(login: str) -> float:
        mulai = time.process_time()
        masuk(login, "salah")
        return time.process_time() - mulai

    lama("budi@contoh.id")
    kenal, asing = [], []
    for _ in range(9):
        kenal.append(lama("budi@contoh.id"))
        asing.append(lama("asing@contoh.id"))
    # One computation more would be a whole Argon2, ten times this gap.
    satu = statistics.median(kenal)
    assert abs(satu - statistics.median(asing)) < max(0.01, satu * 0.15)


def test_hash_lama_diperbarui_saat_masuk(db: None) -> None:
    from accounts.services.akun import bawa_akun_lama

    bawa_akun_lama(
        nama_pengguna="wati", email="", pelaku=SISTEM,
        digest="md5$garam$" + __import__("hashlib").md5(b"garam" + SANDI.encode()).hexdigest(),
    )  # fmt: skip
    assert masuk("wati", "salah") is None
    assert masuk("wati") is not None
    assert identify_hasher(Akun.objects.get().password).algorithm == "argon2"
