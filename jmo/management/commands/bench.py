from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from jmo.layanan import AKAR

UTAMA = "wajah"
BAGIAN = ("DUKCAPIL", "BANK", "KOTAK_MASUK")
# Left out of a benchmark's environment: somebody's real servers, and what gives up durability.
LUAR = ("DATABASE_URL", "REDIS_URL", "JMO_LAYANAN_DIJAGA", "JMO_LAYANAN_CEPAT", "STATIC_ROOT")


def daftar_ukuran() -> list[str]:
    """Return the names of all benchmarks, the main one last; a module with `ukur` is one."""
    ada = (
        berkas.stem
        for berkas in (AKAR / "tests" / "benchmarks").glob("*.py")
        if "\ndef ukur(" in berkas.read_text()
    )
    return sorted(ada, key=lambda nama: (nama == UTAMA, nama))


def _port_bebas() -> int:
    """Return a port that was free a moment ago, so that a running portal is left alone."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return int(soket.getsockname()[1])


def susun_lingkungan(folder: str) -> dict[str, str]:
    """Return the environment of one benchmark, whose data live and die in `folder`."""
    return {
        **{kunci: isi for kunci, isi in os.environ.items() if kunci not in LUAR},
        "JMO_MODE": "uji",
        "JMO_TEMPAT": str(Path(folder) / "tempat"),
        "JMO_PERAN_DB": "pemilik",
        "LOG_LEVEL": "ERROR",
        **{f"SANDBOX_PORT_{bagian}": str(_port_bebas()) for bagian in BAGIAN},
        "PYTHONWARNINGS": "ignore",
    }


class Command(BaseCommand):
    help = "Run all benchmarks, or one by name, on a cluster of their own; exit 1 when one misses."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nama", nargs="?")
        parser.add_argument("--di-dalam", action="store_true", help="already in its own cluster")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        nama: str | None = pilihan["nama"]
        if pilihan["di_dalam"]:
            self._ukur(str(nama))
            return
        ada = daftar_ukuran()
        if nama is not None and nama not in ada:
            raise CommandError(f"No benchmark {nama}; there are: {', '.join(ada)}.")
        hasil = [self._jalankan(butir) for butir in ([nama] if nama else ada)]
        if any(hasil):
            raise SystemExit(1)

    def _jalankan(self, nama: str) -> int:
        with tempfile.TemporaryDirectory(prefix="jmo-ukur-") as folder:
            lingkungan = susun_lingkungan(folder)
            perintah = [sys.executable, str(AKAR / "manage.py"), "bench", nama, "--di-dalam"]
            return subprocess.run(perintah, env=lingkungan, check=False).returncode  # noqa: S603

    def _ukur(self, nama: str) -> None:
        sys.path.insert(0, str(AKAR))
        modul = importlib.import_module(f"tests.benchmarks.{nama}")
        if getattr(modul, "PERLU_BASIS_DATA", False):
            self._siapkan_basis_data()
        luput = False
        for ukuran in modul.ukur():
            self.stdout.write(str(ukuran))
            luput = luput or not ukuran.tercapai
        if luput:
            raise SystemExit(1)

    def _siapkan_basis_data(self) -> None:
        """Create the tables as their owner, then step down to the role of the portal."""
        call_command("migrate", verbosity=0)
        connection.settings_dict.setdefault("OPTIONS", {})["options"] = "-c role=jmo_aplikasi"
        connection.close()
