"""People of this app's tests: Budi and Siti with logins, Rina an officer.

Models are imported inside the fixtures: pytest loads this file before Django is set up.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

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
