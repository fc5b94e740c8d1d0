from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from jmo.layanan import AKAR
from jmo.management.commands.bench import susun_lingkungan


class Command(BaseCommand):
    help = (
        "Play seeded histories of claims and faults on servers of their own, against the "
        "sandbox's bank, and hold both books together after each; exit 1 when one does not hold."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--benih", type=int, default=1, help="the seed")
        parser.add_argument("--riwayat", "--jumlah", type=int, default=200, help="how many")
        parser.add_argument("--mulai", type=int, default=0, help="number of the first one")
        parser.add_argument("--rinci", action="store_true", help="print the steps of each")
        parser.add_argument("--di-dalam", action="store_true", help="already in its own cluster")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if settings.PRODUKSI:
            raise CommandError("Histories are played outside production only.")
        if pilihan["riwayat"] < 1 or pilihan["mulai"] < 0:
            raise CommandError("--riwayat must be at least 1, --mulai at least 0.")
        if pilihan["di_dalam"]:
            self._mainkan(pilihan)
            return
        with tempfile.TemporaryDirectory(prefix="jmo-gangguan-") as folder:
            perintah = [
                sys.executable, str(AKAR / "manage.py"), "simulasi_gangguan", "--di-dalam",
                *(f"--{nama}={pilihan[nama]}" for nama in ("benih", "riwayat", "mulai")),
                *(["--rinci"] if pilihan["rinci"] else []),
            ]  # fmt: skip
            # Nobody's data, and processes die instead of the machine: no flush is waited for.
            lingkungan = {**susun_lingkungan(folder), "JMO_LAYANAN_CEPAT": "1"}
            hasil = subprocess.run(perintah, env=lingkungan, check=False)  # noqa: S603 - ours
        if hasil.returncode:
            raise SystemExit(hasil.returncode)

    def _mainkan(self, pilihan: dict[str, Any]) -> None:
        sys.path.insert(0, str(AKAR))
        simulasi = importlib.import_module("tests.faults.simulasi")
        call_command("migrate", verbosity=0)
        connection.settings_dict.setdefault("OPTIONS", {})["options"] = "-c role=jmo_aplikasi"
        connection.close()
        laporan = simulasi.simulasikan(
            benih=pilihan["benih"], banyak=pilihan["riwayat"], mulai=pilihan["mulai"],
            setiap=self._tulis if pilihan["rinci"] else self._titik,
        )  # fmt: skip
        self.stdout.write("\n" + "\n".join(laporan.baris()))
        if laporan.gagal:
            raise SystemExit(1)

    def _tulis(self, satu: Any) -> None:
        self.stdout.write(f"{satu.benih}/{satu.nomor}: " + "; ".join(satu.langkah))

    def _titik(self, satu: Any) -> None:
        if satu.nomor % 10 == 9:
            self.stdout.write("!" if satu.salah else ".", ending="")
            self.stdout.flush()
