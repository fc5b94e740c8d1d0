"""People of this app's tests: Budi and Siti with logins, Rina an officer.

Models are imported inside the fixtures: pytest loads this file before Django is set up.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

if TYPE_CHECKING:
    from accounts.models import Akun, Peserta

SANDI = "hujan-di-bulan-juni"


def _akun(nama: str, **lain: Any) -> Akun:
    from accounts.rules.pelaku import SISTEM
    from accounts.services.akun import buat_akun

    return buat_akun(nama_pengguna=nama, kata_sandi=SANDI, pelaku=SISTEM, **lain)


def _orang(akun: Akun, nama: str, nik: str, lahir: date, kelamin: str) -> Peserta:
    from accounts.rules.pelaku import SISTEM
    from accounts.services.peserta import buat_peserta

    return buat_peserta(
        jenis_identitas="NIK", nomor_identitas=nik, nama=nama, tanggal_lahir=lahir,
        jenis_kelamin=kelamin, akun=akun, pelaku=SISTEM,
    )  # fmt: skip


@pytest.fixture
def akun_budi(db: None) -> Akun:
    return _akun("budi", email="budi@contoh.id")


@pytest.fixture
def budi(akun_budi: Akun) -> Peserta:
    return _orang(akun_budi, "BUDI SANTOSO", "9901011203880001", date(1988, 3, 12), "L")


@pytest.fixture
def akun_siti(db: None) -> Akun:
    return _akun("siti", email="siti@contoh.id")


@pytest.fixture
def siti(akun_siti: Akun) -> Peserta:
    return _orang(akun_siti, "SITI RAHAYU", "9901026508920002", date(1992, 8, 25), "P")


@pytest.fixture
def rina(db: None) -> Akun:
    return _akun("rina", petugas=True)


@dataclass
class KotakMasuk:
    """The sandbox's inbox, over HTTP."""

    url: str
    kendali: str

    def kendalikan(self, nama: str, isi: dict[str, Any] | None = None) -> dict[str, Any]:
        jawaban = requests.request(
            "GET" if isi is None else "POST", f"{self.url}/kendali/{nama}", json=isi, timeout=5,
            headers={"X-Kendali": self.kendali},
        )  # fmt: skip
        jawaban.raise_for_status()
        hasil: dict[str, Any] = jawaban.json()
        return hasil

    def pesan(self) -> list[dict[str, Any]]:
        hasil: list[dict[str, Any]] = self.kendalikan("pesan")["pesan"]
        return hasil

    def ganggu(self, jenis: str) -> None:
        self.kendalikan("gangguan", {"jenis": jenis, "detik": 600})


@pytest.fixture
def kotak(tmp_path: Path, settings: Any) -> Iterator[KotakMasuk]:
    """Run the real inbox on a port of its own and let the portal's sender know it."""
    from accounts.services.pengiriman import pengirim_portal
    from jmo.sandbox.kotak_masuk import KotakMasukServer

    with KotakMasukServer(
        "127.0.0.1", 0, tmp_path / "kotak.sqlite", kunci=settings.PESAN["kunci"], kendali="rahasia",
        tunda_lambat_detik=0.5,
    ) as peladen:  # fmt: skip
        settings.PESAN = {**settings.PESAN, "url": peladen.url}
        pengirim_portal.cache_clear()
        yield KotakMasuk(peladen.url, "rahasia")
        pengirim_portal().tutup()
        pengirim_portal.cache_clear()


@pytest.fixture
def antrean() -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """Look into the broker: gives the arguments of the bells that wait in a queue."""
    from jmo.celery import aplikasi

    def redis(perintah: str, *isi: Any) -> Any:
        with aplikasi.connection_for_write() as sambungan:
            kanal: Any = sambungan.default_channel
            return getattr(kanal.client, perintah)(*isi)

    def intip(nama: str) -> list[dict[str, Any]]:
        isi = redis("lrange", nama, 0, -1)
        # The oldest is at the right end of the list.
        badan = [base64.b64decode(json.loads(satu)["body"]) for satu in reversed(isi)]
        return [json.loads(satu)[1] for satu in badan]

    redis("flushdb")
    yield intip
    redis("flushdb")
