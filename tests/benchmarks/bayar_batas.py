"""Claims paid per second over what the same server does of pgbench's TPC-B in the same minutes."""

from __future__ import annotations

import os
import re
import subprocess

import psycopg2
from django.db import connection

from tests.benchmarks.lingkungan import ajukan, pekerja, sandbox
from tests.benchmarks.payout import (
    bayar_semua,
    kosongkan_antrean,
    periksa_kedua_buku,
    program_postgres,
    siapkan,
    tunggu_denyut,
)
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_BAYAR", "500"))
DETIK = int(os.environ.get("UKUR_TPCB_DETIK", "20"))
BASIS = "tpcb"


def _pgbench(*kata: str) -> str:
    perintah = [
        program_postgres("pgbench"), "-h", str(connection.settings_dict["HOST"]), "-U", "postgres",
        *kata, BASIS,
    ]  # fmt: skip
    hasil = subprocess.run(perintah, capture_output=True, text=True, check=True, cwd="/")
    return hasil.stdout


def _siapkan_tpcb() -> None:
    sambungan = psycopg2.connect(
        host=str(connection.settings_dict["HOST"]), user="postgres", dbname="postgres"
    )
    sambungan.autocommit = True
    with sambungan.cursor() as kursor:
        kursor.execute(f"CREATE DATABASE {BASIS}")
    sambungan.close()
    _pgbench("-i", "-q", "-s", "10")


def _tpcb() -> float:
    keluaran = _pgbench("-c", "8", "-j", "2", "-T", str(DETIK))
    cocok = re.search(r"^tps = ([0-9.]+)", keluaran, re.MULTILINE)
    assert cocok is not None, keluaran
    return float(cocok[1])


def ukur() -> list[Ukuran]:
    """Measure TPC-B, the payouts of two worker processes, and TPC-B again."""
    with sandbox():
        for satu in siapkan(BANYAK):
            ajukan(satu)
        kosongkan_antrean()
        _siapkan_tpcb()
        sebelum = _tpcb()
        with pekerja("pembayaran", proses=2):
            tunggu_denyut()
            laju = BANYAK / bayar_semua()
        sesudah = _tpcb()
        periksa_kedua_buku(BANYAK)
    dasar = (sebelum + sesudah) / 2
    catatan = (
        f"{laju:.1f} claims/s over {dasar:.0f} tps ({sebelum:.0f} before, {sesudah:.0f} after), "
        f"load {os.getloadavg()[0]:.1f}"
    )
    return [Ukuran("bayar_batas", laju / dasar, ">=", 0.006, catatan)]
