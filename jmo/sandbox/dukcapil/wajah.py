"""Asks the one face process, and turns the distance of two encodings into the register's score."""

from __future__ import annotations

import json
import math
import os
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from jmo.sandbox.dukcapil.buku import Sandi

BATAS_DETIK: Final = 60.0
AMBANG_COCOK: Final = Decimal("0.75")
_AKAR: Final = Path(__file__).resolve().parents[3]


class MesinGagal(Exception):
    """The face process died or did not answer in time."""


class GambarRusak(ValueError):
    """The bytes are no picture that can be read."""


@dataclass(frozen=True, slots=True, repr=False)
class Wajah:
    """How many faces a picture shows, and the encoding when it shows one."""

    jumlah: int
    sandi: Sandi | None


def skor(satu: Sandi, dua: Sandi) -> Decimal:
    """Likeness from 0 to 1: distance 0.45 gives 0.75, distance 0.60 gives 0.60."""
    jarak = math.dist(satu, dua)
    return Decimal(min(1.0, max(0.0, 1.2 - jarak))).quantize(Decimal("0.0001"))


class PembacaWajah:
    """Holds the face process: started by the first picture, one picture at a time."""

    def __init__(self, batas_detik: float = BATAS_DETIK) -> None:
        self._batas = batas_detik
        self._gembok = threading.Lock()
        self._proses: subprocess.Popen[bytes] | None = None
        self._selesai = threading.Event()

    def baca(self, gambar: bytes) -> Wajah:
        """Find the faces of a picture.

        Raises: GambarRusak; MesinGagal, after which the next picture starts a new process.
        """
        with self._gembok:
            try:
                baris = self._tanya(gambar)
            except (OSError, MesinGagal) as galat:
                self._hentikan()
                raise MesinGagal from galat
        hasil = json.loads(baris)
        if "galat" in hasil:
            raise GambarRusak(hasil["galat"])
        sandi = hasil.get("sandi")
        return Wajah(hasil["jumlah"], None if sandi is None else tuple(sandi))

    def tutup(self) -> None:
        """End the process, at once even when it is at work."""
        self._selesai.set()
        proses = self._proses
        if proses is not None:
            proses.kill()
        with self._gembok:
            self._hentikan()

    def _tanya(self, gambar: bytes) -> bytes:
        proses = self._nyalakan()
        assert proses.stdin is not None
        assert proses.stdout is not None
        proses.stdin.write(struct.pack(">I", len(gambar)) + gambar)
        proses.stdin.flush()
        sampai = time.monotonic() + self._batas
        baris = b""
        while not baris.endswith(b"\n"):
            siap, _, _ = select.select([proses.stdout], [], [], max(0.0, sampai - time.monotonic()))
            data = os.read(proses.stdout.fileno(), 65_536) if siap else b""
            if not data:
                raise MesinGagal
            baris += data
        return baris

    def _nyalakan(self) -> subprocess.Popen[bytes]:
        if self._selesai.is_set():
            raise MesinGagal
        if self._proses is None:
            # Warnings as errors would make face_recognition_models end the process.
            lingkungan = {**os.environ, "PYTHONWARNINGS": "ignore", "OPENBLAS_NUM_THREADS": "1"}
            self._proses = subprocess.Popen(
                [sys.executable, "-m", "jmo.sandbox.dukcapil.mesin_wajah"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=lingkungan,
                cwd=_AKAR,
            )
            if self._selesai.is_set():  # closed while this process was being made
                self._proses.kill()
        return self._proses

    def _hentikan(self) -> None:
        if self._proses is not None:
            self._proses.kill()
            self._proses.wait()
            for pipa in (self._proses.stdin, self._proses.stdout):
                if pipa is not None:
                    try:
                        pipa.close()
                    except OSError:
                        continue  # unwritten bytes for a process that has gone
            self._proses = None
