from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmo import layanan, pengawas, siapan
from jmo.layanan import AKAR
from jmo.statis import kumpulkan_statis

PORT_BAKU = 8000
BATAS_SIAP = 90.0


def _port_sandbox(port: int) -> dict[str, int]:
    """Return the sandbox's ports: those that were set, else the ones that lie beside the web's."""
    geser = port - PORT_BAKU
    return {
        nama: nomor if f"SANDBOX_PORT_{nama.upper()}" in os.environ else nomor + geser
        for nama, nomor in settings.SANDBOX_PORT.items()
    }


def _sehat(port: int) -> bool:
    """Tell whether the web answers and a worker listens at every queue."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat", timeout=2) as jawaban:
            return not json.load(jawaban)["antrean_tuli"]
    except (OSError, ValueError, KeyError):
        return False


class Command(BaseCommand):
    help = "Start the whole portal on this machine: servers, sandbox, web, workers, beat."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=PORT_BAKU)

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if settings.PRODUKSI:
            raise CommandError("`run` is for trying out; production runs docker-compose.yml.")
        port: int = pilihan["port"]
        sandbox = _port_sandbox(port)
        self._periksa_port([port, *sandbox.values()], sesudah=port)
        soket = layanan.tempat_sekarang().soket
        tertanam = settings.REDIS_TERTANAM or settings.DATABASES["default"].get("TERTANAM")
        if tertanam:
            layanan.pastikan()
        soket.mkdir(mode=0o700, exist_ok=True)
        lingkungan = {
            **os.environ,
            "JMO_MODE": settings.MODE,
            "JMO_LAYANAN_DIJAGA": "1",
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
            "JMO_PENGAWAS": str(soket / "pengawas.sock"),
            "ALAMAT_PORTAL": f"http://127.0.0.1:{port}",
            **{f"SANDBOX_PORT_{nama.upper()}": str(nomor) for nama, nomor in sandbox.items()},
            "PYTHONWARNINGS": "ignore:pkg_resources is deprecated:UserWarning",
        }
        self._siapkan(lingkungan)
        self.stdout.write("Menyalakan semua bagian ...")
        threading.Thread(target=self._sambut, args=(port,), daemon=True).start()
        pengawas.Pengawas(
            bagian=self._bagian(port, sandbox),
            soket=soket / "pengawas.sock",
            lingkungan=lingkungan,
            folder=AKAR,
        ).jalankan()
        self.stdout.write("Semua bagian sudah berhenti. Data tetap tersimpan.")

    def _sambut(self, port: int) -> None:
        """Print where to go once every part answers, so that it is the last line that stands."""
        batas = time.monotonic() + BATAS_SIAP
        while time.monotonic() < batas:
            time.sleep(0.5)
            if _sehat(port):
                self.stdout.write(self._sambutan(port))
                return
        self.stdout.write(
            f"{self._sambutan(port)}\n  Belum semua bagian hidup; lihat baris di atas, atau "
            f"http://127.0.0.1:{port}/sehat\n"
        )

    def _periksa_port(self, semua: list[int], *, sesudah: int) -> None:
        for nomor in semua:
            if not 0 < nomor < 65_536:
                raise CommandError(f"There is no port {nomor}; choose one from 1024 to 65000.")
            with socket.socket() as percobaan:
                percobaan.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    percobaan.bind(("127.0.0.1", nomor))
                except OSError as sebab:
                    raise CommandError(
                        f"Port {nomor} is taken. Is the portal running already? Otherwise choose "
                        f"another: make run PORT={sesudah + 10}"
                    ) from sebab

    def _siapkan(self, lingkungan: dict[str, str]) -> None:
        siapan.siapkan_katalog()
        try:
            siapan.siapkan_foto(settings.FOLDER_FOTO)
            siapan.siapkan_kamera_contoh(settings.FOLDER_FOTO, settings.FOLDER_KAMERA_CONTOH)
        except siapan.SiapanGagal as sebab:
            self.stderr.write(f"{sebab} The portal starts without its sample camera.")
        self._manage(
            {**lingkungan, "JMO_PERAN_DB": "pemilik"},
            "migrate",
            "--verbosity",
            "0",
            "--skip-checks",
        )
        kumpulkan_statis()
        if settings.PAKAI_SANDBOX:
            self._manage(lingkungan, "siapkan_contoh")

    def _manage(self, lingkungan: dict[str, str], *kata: str) -> None:
        perintah = [sys.executable, str(AKAR / "manage.py"), *kata]
        if subprocess.run(perintah, env=lingkungan, check=False).returncode:  # noqa: S603 - ours
            raise CommandError(f"`manage.py {kata[0]}` failed; see the lines above.")

    def _bagian(self, port: int, port_sandbox: dict[str, int]) -> list[pengawas.Bagian]:
        python = sys.executable
        celery = [python, "-m", "celery", "--quiet", "-A", "jmo.celery:aplikasi"]
        tempat = settings.TEMPAT

        def pekerja(nama: str, antrean: str) -> pengawas.Bagian:
            return pengawas.Bagian(
                nama,
                [*celery, "worker", "-Q", antrean, "-c", "1", "-n", f"{nama}@jmo", "-l", "WARNING",
                 "--without-gossip", "--without-mingle"],
            )  # fmt: skip

        web = pengawas.Bagian(
            "web",
            [python, "-m", "gunicorn", "jmo.wsgi", "-b", f"127.0.0.1:{port}", "-k", "gthread",
             "-w", "2", "--threads", "4", "--log-level", "warning"],
        )  # fmt: skip
        sandbox = pengawas.Bagian(
            "sandbox",
            [python, "-m", "jmo.sandbox", "--folder", str(tempat / "sandbox"),
             "--foto", str(settings.FOLDER_FOTO),
             "--pemeran", str(AKAR / "jmo" / "benih" / "pemeran.toml"),
             "--port-dukcapil", str(port_sandbox["dukcapil"]),
             "--port-bank", str(port_sandbox["bank"]),
             "--port-kotak-masuk", str(port_sandbox["kotak_masuk"])],
        )  # fmt: skip
        beat = pengawas.Bagian(
            "beat", [*celery, "beat", "-s", str(tempat / "beat-jadwal"), "-l", "WARNING"]
        )
        return [
            *([sandbox] if settings.PAKAI_SANDBOX else []),
            web,
            pekerja("wajah", "wajah"),
            pekerja("dukcapil", "dukcapil"),
            pekerja("bayar", "pembayaran"),
            pekerja("umum", "pesan,umum"),
            beat,
        ]

    def _sambutan(self, port: int) -> str:
        return (
            f"\n  {settings.NAMA_PORTAL} siap.\n\n"
            f"  Mulai di sini:  http://127.0.0.1:{port}/coba/\n"
            f"  Portal peserta: http://127.0.0.1:{port}/\n"
            f"  Petugas:        http://127.0.0.1:{port}/petugas/\n\n"
            "  Berhenti: Ctrl-C. Data tetap tersimpan di .jmo/.\n"
        )
