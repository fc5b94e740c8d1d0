from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode
from datetime import time
from hashlib import sha256
from pathlib import Path

import pytest

from jmo import env

NAMA = "JMO_UJI_NILAI"
AKAR = Path(__file__).resolve().parents[2]


@pytest.fixture
def isi(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv(NAMA, raising=False)
    return monkeypatch


def test_teks_wajib_bila_tanpa_baku(isi: pytest.MonkeyPatch) -> None:
    assert env.teks(NAMA, "baku") == "baku"
    with pytest.raises(env.LingkunganSalah, match=NAMA):
        env.teks(NAMA)
    isi.setenv(NAMA, "")
    assert env.teks(NAMA, "baku") == "baku"
    isi.setenv(NAMA, "ada")
    assert env.teks(NAMA) == "ada"


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [("1", True), ("TRUE", True), ("yes", True), ("on", True), ("0", False), ("off", False),
     ("No", False), ("false", False)],
)  # fmt: skip
def test_boolean_yang_dikenal(isi: pytest.MonkeyPatch, teks: str, hasil: bool) -> None:
    isi.setenv(NAMA, teks)
    assert env.boolean(NAMA, baku=not hasil) is hasil


@pytest.mark.parametrize("teks", ["ya", "2", "tru", " 1"])
def test_boolean_asing_menghentikan(isi: pytest.MonkeyPatch, teks: str) -> None:
    isi.setenv(NAMA, teks)
    with pytest.raises(env.LingkunganSalah, match="truth value"):
        env.boolean(NAMA, baku=False)


@pytest.mark.parametrize("teks", ["-1", "1.5", "٣", "1e3", "0x10", "satu", " 5"])
def test_bilangan_asing_menghentikan(isi: pytest.MonkeyPatch, teks: str) -> None:
    isi.setenv(NAMA, teks)
    with pytest.raises(env.LingkunganSalah, match="whole number"):
        env.bilangan(NAMA, baku=3)


def test_bilangan_dan_batas_bawahnya(isi: pytest.MonkeyPatch) -> None:
    assert env.bilangan(NAMA, baku=3) == 3
    isi.setenv(NAMA, "007")
    assert env.bilangan(NAMA, baku=3) == 7
    with pytest.raises(env.LingkunganSalah, match="at least 8"):
        env.bilangan(NAMA, baku=9, minimum=8)


def test_daftar(isi: pytest.MonkeyPatch) -> None:
    assert env.daftar(NAMA, baku=["x"]) == ["x"]
    isi.setenv(NAMA, " a.contoh , b.contoh")
    assert env.daftar(NAMA, baku=[]) == ["a.contoh", "b.contoh"]
    isi.setenv(NAMA, "a,,b")
    with pytest.raises(env.LingkunganSalah, match="empty part"):
        env.daftar(NAMA, baku=[])


def test_rahasia_dari_berkas_dan_tidak_pernah_dalam_galat(
    isi: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    berkas = tmp_path / "rahasia"
    berkas.write_text("sangat-rahasia\n")
    isi.setenv(NAMA, "dari-lingkungan")
    assert env.rahasia(NAMA) == "dari-lingkungan"
    isi.setenv(f"{NAMA}_FILE", str(berkas))
    assert env.rahasia(NAMA) == "sangat-rahasia"
    berkas.write_text("\n")
    with pytest.raises(env.LingkunganSalah, match="empty file"):
        env.rahasia(NAMA)
    isi.setenv(f"{NAMA}_FILE", str(tmp_path / "hilang"))
    with pytest.raises(env.LingkunganSalah) as galat:
        env.rahasia(NAMA)
    assert "hilang" not in str(galat.value)


@pytest.mark.parametrize(("teks", "hasil"), [("", "produksi"), ("coba", "coba"), ("uji", "uji")])
def test_mode(monkeypatch: pytest.MonkeyPatch, teks: str, hasil: str) -> None:
    monkeypatch.setenv("JMO_MODE", teks)
    assert env.mode() == hasil


def test_mode_asing_menghentikan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JMO_MODE", "debug")
    with pytest.raises(env.LingkunganSalah):
        env.mode()


def test_alamat_basis_data(isi: pytest.MonkeyPatch) -> None:
    assert env.basis_data(NAMA) is None
    isi.setenv(NAMA, "postgresql://jmo%40x:s%2Fs@db:5433/jmo?sslmode=require&host=/run/pg")
    assert env.basis_data(NAMA) == {
        "NAME": "jmo", "USER": "jmo@x", "PASSWORD": "s/s", "HOST": "/run/pg", "PORT": "5433",
        "OPTIONS.sslmode": "require",
    }  # fmt: skip


@pytest.mark.parametrize("teks", ["mysql://a/b", "postgresql://a", "postgresql://a/", "jmo"])
def test_alamat_basis_data_yang_salah(isi: pytest.MonkeyPatch, teks: str) -> None:
    isi.setenv(NAMA, teks)
    with pytest.raises(env.LingkunganSalah, match="form postgresql"):
        env.basis_data(NAMA)


KUNCI_CONTOH = b64encode(sha256(b"KUNCI_DOKUMEN").digest()).decode()
LENGKAP = {
    "JMO_MODE": "produksi", "SECRET_KEY": "x" * 60, "KUNCI_DATA": "k1:" + "A" * 43 + "=",
    "KUNCI_INDEKS": "y" * 40, "KUNCI_DOKUMEN": "A" * 43 + "=", "ALLOWED_HOSTS": "jmo.contoh.id",
    "ALAMAT_PORTAL": "https://jmo.contoh.id", "DATABASE_URL": "postgresql://jmo_aplikasi@db/jmo",
    "REDIS_URL": "redis://redis:6379", "DUKCAPIL_URL": "https://dukcapil.contoh",
    "DUKCAPIL_PELANGGAN": "JMO", "DUKCAPIL_PENGGUNA": "jmo", "DUKCAPIL_SANDI": "z" * 20,
    "BANK_URL": "https://bank.contoh", "BANK_CLIENT_ID": "jmo", "BANK_CLIENT_SECRET": "z" * 20,
    "BANK_KUNCI_PRIVAT": "/rahasia/bank.pem", "BANK_PARTNER_ID": "JMO01",
    "BANK_REKENING_SUMBER": "1", "PESAN_URL": "https://pesan.contoh", "PESAN_KUNCI": "z" * 20,
}  # fmt: skip


def muat_setelan(**ubah: str | None) -> subprocess.CompletedProcess[str]:
    lingkungan = {nama: nilai for nama, nilai in {**LENGKAP, **ubah}.items() if nilai is not None}
    return subprocess.run(
        [sys.executable, "-c", "import jmo.settings"], cwd=AKAR, capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], **lingkungan}, check=False,
    )  # fmt: skip


def test_produksi_yang_lengkap_menyala() -> None:
    hasil = muat_setelan()
    assert hasil.returncode == 0, hasil.stderr


@pytest.mark.parametrize(
    ("nama", "nilai"),
    [
        pytest.param("SECRET_KEY", None, id="tanpa-kunci"),
        pytest.param("SECRET_KEY", "pendek", id="kunci-pendek"),
        pytest.param("KUNCI_DATA", None, id="tanpa-kunci-data"),
        pytest.param("KUNCI_DOKUMEN", None, id="tanpa-kunci-dokumen"),
        pytest.param("KUNCI_DOKUMEN", "QUFB", id="kunci-dokumen-pendek"),
        pytest.param("KUNCI_DOKUMEN", "bukan base64", id="kunci-dokumen-bentuk"),
        pytest.param("KUNCI_DOKUMEN", KUNCI_CONTOH, id="kunci-dokumen-contoh"),
        pytest.param("KUNCI_DOKUMEN_LAMA", "QUFB", id="kunci-lama-pendek"),
        pytest.param("DEBUG", "1", id="debug"),
        pytest.param("PAKAI_SANDBOX", "1", id="sandbox"),
        pytest.param("TARIF_CONTOH", "1", id="tarif-contoh"),
        pytest.param("ALLOWED_HOSTS", "*", id="semua-inang"),
        pytest.param("ALLOWED_HOSTS", None, id="tanpa-inang"),
        pytest.param("DATABASE_URL", None, id="tanpa-basis-data"),
        pytest.param("REDIS_URL", None, id="tanpa-redis"),
        pytest.param("BANK_CLIENT_SECRET", None, id="tanpa-rahasia-bank"),
        pytest.param("JMO_PERAN_DB", "dewa", id="peran-asing"),
    ],
)
def test_produksi_menolak_menyala(nama: str, nilai: str | None) -> None:
    hasil = muat_setelan(**{nama: nilai})
    assert hasil.returncode != 0
    assert nama in hasil.stderr


def test_jam(isi: pytest.MonkeyPatch) -> None:
    assert env.jam(NAMA, baku="08:00") == time(8)
    isi.setenv(NAMA, "15:30")
    assert env.jam(NAMA, baku="08:00") == time(15, 30)
    isi.setenv(NAMA, "25:00")
    with pytest.raises(env.LingkunganSalah, match=NAMA):
        env.jam(NAMA, baku="08:00")
