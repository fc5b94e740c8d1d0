"""Starts all parts of the portal on one machine, keeps them alive, and stops them together.

Knows processes, not their work. Each part runs in a process group of its own, so that a whole tree
can be killed on purpose (the fault panel does), and dies with the supervisor. A socket that only
this user can open takes two words: `status`, and `matikan NAME`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

JEDA_AWAL, JEDA_TERPANJANG = 0.5, 30.0
_PR_SET_PDEATHSIG = 1


def _ikut_mati() -> None:
    # Runs in the child: when the supervisor is killed, the kernel ends the part as well.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Bagian:
    """One part: its name, its words, and what became of it."""

    nama: str
    perintah: list[str]
    proses: subprocess.Popen[str] | None = None
    mulai_ulang: int = 0
    jeda: float = JEDA_AWAL
    hidup_lagi_pada: float = 0.0
    mulai_pada: float = 0.0


@dataclass(slots=True)
class Pengawas:
    """The supervisor: start with `jalankan`, end with `berhenti` or a signal."""

    bagian: list[Bagian]
    soket: Path
    lingkungan: dict[str, str]
    folder: Path
    _selesai: threading.Event = field(default_factory=threading.Event)
    _kunci_cetak: threading.Lock = field(default_factory=threading.Lock)

    def jalankan(self) -> None:
        """Start everything and return when a signal or `berhenti` ended it."""
        for sinyal in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sinyal, lambda *_: self.berhenti())
        pendengar = self._buka_soket()
        threading.Thread(target=self._layani, args=(pendengar,), daemon=True).start()
        try:
            for bagian in self.bagian:
                self._mulai(bagian)
            while not self._selesai.wait(0.2):
                self._jaga()
        finally:
            pendengar.close()
            self.soket.unlink(missing_ok=True)
            self._hentikan_semua()

    def berhenti(self) -> None:
        """Ask the supervisor to end."""
        self._selesai.set()

    def cetak(self, nama: str, baris: str) -> None:
        """Print one line of a part, whole."""
        with self._kunci_cetak:
            sys.stdout.write(f"{nama:>10} │ {baris.rstrip()}\n")
            sys.stdout.flush()

    def _mulai(self, bagian: Bagian) -> None:
        bagian.proses = subprocess.Popen(  # noqa: S603 - our own programs
            bagian.perintah,
            cwd=self.folder,
            env=self.lingkungan,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_ikut_mati,  # noqa: PLW1509 - one prctl, before any thread of the child
        )
        bagian.mulai_pada = time.monotonic()
        bagian.hidup_lagi_pada = 0.0
        threading.Thread(target=self._salin, args=(bagian, bagian.proses), daemon=True).start()

    def _salin(self, bagian: Bagian, proses: subprocess.Popen[str]) -> None:
        assert proses.stdout is not None
        with contextlib.suppress(ValueError):
            for baris in proses.stdout:
                self.cetak(bagian.nama, baris)

    def _jaga(self) -> None:
        kini = time.monotonic()
        for bagian in self.bagian:
            proses = bagian.proses
            if proses is None or proses.poll() is None:
                continue
            if not bagian.hidup_lagi_pada:
                if kini - bagian.mulai_pada > JEDA_TERPANJANG:
                    bagian.jeda = JEDA_AWAL
                self._bunuh(bagian)  # a dead parent may leave children that hold the port
                self.cetak(bagian.nama, f"ended ({proses.returncode}), starts again")
                bagian.hidup_lagi_pada = kini + bagian.jeda
                bagian.jeda = min(bagian.jeda * 2, JEDA_TERPANJANG)
            elif kini >= bagian.hidup_lagi_pada:
                bagian.mulai_ulang += 1
                self._mulai(bagian)

    def _bunuh(self, bagian: Bagian, sinyal: int = signal.SIGKILL) -> None:
        if bagian.proses is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(bagian.proses.pid, sinyal)

    def _hentikan_semua(self) -> None:
        for bagian in self.bagian:
            self._bunuh(bagian, signal.SIGTERM)
        batas = time.monotonic() + 12
        for bagian in self.bagian:
            if bagian.proses is not None:
                try:
                    bagian.proses.wait(timeout=max(0.1, batas - time.monotonic()))
                except subprocess.TimeoutExpired:
                    self._bunuh(bagian)
                    bagian.proses.wait(timeout=5)

    def _buka_soket(self) -> socket.socket:
        self.soket.unlink(missing_ok=True)
        pendengar = socket.socket(socket.AF_UNIX)
        pendengar.bind(str(self.soket))
        self.soket.chmod(0o600)
        pendengar.listen(8)
        return pendengar

    def _layani(self, pendengar: socket.socket) -> None:
        while True:
            try:
                sambungan, _ = pendengar.accept()
            except OSError:
                return
            with sambungan, contextlib.suppress(OSError):
                sambungan.settimeout(2)
                jawaban = self._jawab(sambungan.recv(200).decode("ascii", "replace").split())
                sambungan.sendall(json.dumps(jawaban).encode() + b"\n")

    def _jawab(self, kata: list[str]) -> dict[str, object]:
        if kata == ["status"]:
            return {"bagian": {butir.nama: self._keadaan(butir) for butir in self.bagian}}
        if len(kata) == 2 and kata[0] == "matikan":
            for bagian in self.bagian:
                if bagian.nama == kata[1]:
                    self._bunuh(bagian)
                    return {"dimatikan": bagian.nama}
        return {"galat": "the words are: status | matikan NAME"}

    @staticmethod
    def _keadaan(bagian: Bagian) -> dict[str, object]:
        proses = bagian.proses
        return {
            "hidup": proses is not None and proses.poll() is None,
            "pid": proses.pid if proses else None,
            "mulai_ulang": bagian.mulai_ulang,
        }


def perintahkan(soket: Path, *kata: str) -> dict[str, object]:
    """Say words to a running supervisor and return its answer.

    Raises: OSError when none runs.
    """
    with socket.socket(socket.AF_UNIX) as sambungan:
        sambungan.settimeout(3)
        sambungan.connect(str(soket))
        sambungan.sendall(" ".join(kata).encode())
        with sambungan.makefile("r") as jawaban:
            isi: dict[str, object] = json.loads(jawaban.readline())
            return isi
