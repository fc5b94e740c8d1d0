"""The portal as a user starts it, a browser with a fake camera, and a look at both books."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import requests
from playwright.sync_api import Page, sync_playwright

from tests.peramban import pastikan_chromium

AKAR = Path(__file__).resolve().parents[2]
KENDALI = {"X-Kendali": "kendali-contoh"}
OPSI_CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
]  # fmt: skip


def _port_bebas() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return int(soket.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Portal:
    """A running portal: its address, the sandbox's, and its database."""

    url: str
    sandbox: dict[str, str]
    soket: Path

    def baca(self, perintah: str, *nilai: Any) -> list[tuple[Any, ...]]:
        """Return rows of the portal's own database, as its owner reads them."""
        sambungan = psycopg2.connect(host=str(self.soket), user="jmo_pemilik", dbname="jmo")
        try:
            with sambungan, sambungan.cursor() as kursor:
                kursor.execute(perintah, nilai)
                return list(kursor.fetchall())
        finally:
            sambungan.close()

    def kendali(self, bagian: str, jalur: str, isi: dict[str, Any] | None = None) -> dict[str, Any]:
        """Speak to a control door of the sandbox."""
        alamat = f"{self.sandbox[bagian]}/kendali/{jalur}"
        if isi is None:
            jawaban = requests.get(alamat, headers=KENDALI, timeout=10)
        else:
            jawaban = requests.post(alamat, json=isi, headers=KENDALI, timeout=10)
        assert jawaban.ok, jawaban.text
        hasil: dict[str, Any] = jawaban.json()
        return hasil

    def kode_terbaru(self, tujuan: str) -> str:
        """Return the newest six-digit code that reached an address."""
        batas = time.monotonic() + 30
        while time.monotonic() < batas:
            pesan = self.kendali("kotak_masuk", "pesan/cari", {"tujuan": tujuan})["pesan"]
            for satu in sorted(pesan, key=lambda butir: str(butir["waktu"]), reverse=True):
                if cocok := re.search(r"\b(\d{6})\b", satu["teks"] + " " + satu["subjek"]):
                    return cocok[1]
            time.sleep(0.5)
        raise AssertionError("no code arrived")


@contextmanager
def portal_hidup(folder: Path) -> Iterator[Portal]:
    """Start everything with `manage.py run`, on ports and data of its own."""
    from jmo.layanan import Tempat

    port = _port_bebas()
    sandbox = {nama: _port_bebas() for nama in ("dukcapil", "bank", "kotak_masuk")}
    lingkungan = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("JMO_", "SANDBOX_"))},
        "JMO_MODE": "coba",
        "JMO_TEMPAT": str(folder / "tempat"),
        "JMO_LAYANAN_CEPAT": "1",
        "JMO_FOTO": os.environ.get("JMO_FOTO", str(AKAR / ".jmo" / "foto")),
        "BANK_TANYA_SETELAH": "2,5,10",
        **{f"SANDBOX_PORT_{nama.upper()}": str(nomor) for nama, nomor in sandbox.items()},
    }
    catatan = (folder / "portal.log").open("w")
    proses = subprocess.Popen(
        [sys.executable, "manage.py", "run", "--port", str(port)],
        cwd=AKAR, env=lingkungan, stdout=catatan, stderr=subprocess.STDOUT,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _tunggu_hidup(url, proses, folder / "portal.log")
        yield Portal(
            url,
            {nama: f"http://127.0.0.1:{nomor}" for nama, nomor in sandbox.items()},
            Tempat(folder / "tempat").soket,
        )
    finally:
        proses.send_signal(signal.SIGINT)
        proses.wait(timeout=60)
        catatan.close()


def _tunggu_hidup(url: str, proses: subprocess.Popen[bytes], catatan: Path) -> None:
    batas = time.monotonic() + 300
    while time.monotonic() < batas:
        assert proses.poll() is None, catatan.read_text()[-4000:]
        try:
            sehat = requests.get(f"{url}/sehat", timeout=2)
            if sehat.ok and not sehat.json()["antrean_tuli"]:
                return
        except requests.RequestException:
            pass
        time.sleep(0.5)
    raise AssertionError(catatan.read_text()[-4000:])


@contextmanager
def halaman(film: Path, *, lebar: int = 360, tinggi: int = 800) -> Iterator[Page]:
    """Open a browser whose camera films `film`; it may be rewritten before each opening."""
    with sync_playwright() as pw:
        peramban = pw.chromium.launch(
            executable_path=pastikan_chromium(),
            args=[*OPSI_CHROMIUM, f"--use-file-for-fake-video-capture={film}"],
        )
        konteks = peramban.new_context(
            viewport={"width": lebar, "height": tinggi}, permissions=["camera"], locale="id-ID"
        )
        laman = konteks.new_page()
        laman.set_default_timeout(20_000)
        try:
            yield laman
        finally:
            konteks.close()
            peramban.close()
