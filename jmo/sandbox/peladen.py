"""What the servers of the sandbox share: HTTP/1.1 with keep-alive, the control door, faults.

A server is a function from request to answer; this module carries both over the line, in whole or
broken on purpose. Nothing here knows what is asked.
"""

from __future__ import annotations

import hmac
import json
import math
import os
import select
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

AWALAN_KENDALI: Final = "/kendali/"
ISI_MAKSIMUM: Final = 8 * 1024 * 1024
GANGGUAN_MAKSIMUM_DETIK: Final = 86_400.0
NIHIL: Final = "nihil"
Objek = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Permintaan:
    """A whole request; header names are found whatever their case."""

    metode: str
    jalur: str
    kepala: Mapping[str, str] = field(repr=False)
    isi: bytes = field(repr=False)

    def objek(self) -> dict[str, object]:
        """The body as a JSON object; an empty body is an empty object."""
        try:
            objek = json.loads(self.isi) if self.isi else {}
        except (ValueError, RecursionError):
            raise Tolak(400, "bukan_json") from None
        if not isinstance(objek, dict):
            raise Tolak(400, "bukan_objek")
        return objek


@dataclass(frozen=True, slots=True)
class Balasan:
    """An answer: sent after `tunda_detik`, or never: `putus` resets the connection, `bisu` closes
    it without a word, `terpotong` closes it after half of the body.
    """

    status: int = 200
    isi: bytes = b""
    tunda_detik: float = 0.0
    putus: bool = False
    bisu: bool = False
    terpotong: bool = False
    kepala: tuple[tuple[str, str], ...] = ()


class Tolak(Exception):
    """The request is refused with this HTTP status and reason."""

    def __init__(self, status: int, galat: str) -> None:
        super().__init__(galat)
        self.status = status
        self.galat = galat


Penjawab = Callable[[Permintaan], Balasan]
Kerja = Callable[[dict[str, object]], Objek]


def balas_json(objek: Objek, status: int = 200, **lain: Any) -> Balasan:
    """An answer that carries this object."""
    return Balasan(status, json.dumps(objek, ensure_ascii=False).encode(), **lain)


class Gangguan:
    """One fault of a whole server at a time, switched on for some seconds."""

    def __init__(self, jenis: frozenset[str]) -> None:
        self._dikenal = jenis | {NIHIL}
        self._gembok = threading.Lock()
        self._jenis = NIHIL
        self._sampai = 0.0

    @property
    def jenis(self) -> str:
        """The fault of this moment, "nihil" when there is none."""
        with self._gembok:
            return self._jenis if time.monotonic() < self._sampai else NIHIL

    def pasang(self, jenis: str, detik: float) -> None:
        """Replace the fault; "nihil" ends it. Raises ValueError for a kind not known here."""
        if jenis not in self._dikenal:
            raise ValueError(f"jenis must be one of {', '.join(sorted(self._dikenal))}")
        with self._gembok:
            self._jenis = jenis
            self._sampai = time.monotonic() + min(max(detik, 0.0), GANGGUAN_MAKSIMUM_DETIK)

    def uraian(self) -> dict[str, object]:
        """As the control door shows it."""
        jenis = self.jenis
        sisa = 0.0 if jenis == NIHIL else max(0.0, self._sampai - time.monotonic())
        return {"jenis": jenis, "sisa_detik": round(sisa, 1)}


class PintuKendali:
    """The control door: every call carries `X-Kendali: <secret>`, answers are plain JSON."""

    def __init__(
        self, rahasia: str, gangguan: Gangguan, rute: Mapping[tuple[str, str], Kerja]
    ) -> None:
        self._rahasia = rahasia.encode()
        self._gangguan = gangguan
        self._rute: dict[tuple[str, str], Kerja] = {
            ("GET", "gangguan"): lambda _: gangguan.uraian(),
            ("POST", "gangguan"): self._pasang_gangguan,
            **rute,
        }

    def jawab(self, permintaan: Permintaan) -> Balasan:
        """403 without the secret, 404 for no such door, 400 with a reason."""
        kunci = permintaan.kepala.get("X-Kendali", "")
        if not hmac.compare_digest(kunci.encode(), self._rahasia):
            raise Tolak(403, "X-Kendali")
        kerja = self._rute.get((permintaan.metode, permintaan.jalur.removeprefix(AWALAN_KENDALI)))
        if kerja is None:
            raise Tolak(404, "tidak ada")
        try:
            return balas_json(kerja(permintaan.objek()))
        except ValueError as galat:
            raise Tolak(400, str(galat)) from None

    def _pasang_gangguan(self, objek: dict[str, object]) -> Objek:
        detik = objek.get("detik", 0)
        if isinstance(detik, bool) or not isinstance(detik, int | float):
            raise ValueError("detik must be a number")
        if not math.isfinite(detik):
            raise ValueError("detik must be finite")
        self._gangguan.pasang(str(objek.get("jenis")), detik)
        return self._gangguan.uraian()


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that stopping does not wait for idle ones."""

    daemon_threads = False
    request_queue_size = 128
    allow_reuse_address = True

    def __init__(self, alamat: tuple[str, int], penjawab: Penjawab) -> None:
        self.penjawab = penjawab
        self.berhenti = threading.Event()
        self._gembok = threading.Lock()
        self._sambungan: set[socket.socket] = set()
        super().__init__(alamat, _Penangan)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._gembok:
            self._sambungan.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._gembok:
            self._sambungan.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is daily bread; anything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def lepaskan(self) -> None:
        """Wake every handler that reads or waits."""
        self.berhenti.set()
        with self._gembok:
            for sambungan in self._sambungan:
                try:
                    sambungan.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # closed by the other side in the meantime


class _Penangan(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Contoh"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 120

    def do_GET(self) -> None:
        self._layani()

    def do_POST(self) -> None:
        self._layani()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what people ask a register is no text for a screen."""

    def _layani(self) -> None:
        panjang = self.headers.get("Content-Length", "0")
        if not (panjang.isascii() and panjang.isdigit()) or int(panjang) > ISI_MAKSIMUM:
            self.close_connection = True
            self._tulis(balas_json({"galat": "isi_terlalu_besar"}, 413))
            return
        isi = self.rfile.read(int(panjang))
        kepala: Mapping[str, str] = self.headers  # type: ignore[assignment]  # Message has get()
        try:
            balasan = self.server.penjawab(Permintaan(self.command, self.path, kepala, isi))
        except Tolak as tolak:
            balasan = balas_json({"galat": tolak.galat}, tolak.status)
        self._tahan(balasan.tunda_detik)
        if balasan.putus:
            self._putuskan()
        elif balasan.bisu:
            self.close_connection = True
        else:
            self._tulis(balasan)

    def _tulis(self, balasan: Balasan) -> None:
        self.send_response(balasan.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(balasan.isi)))
        for nama, nilai in balasan.kepala:
            self.send_header(nama, nilai)
        self.end_headers()
        if balasan.terpotong:
            self.close_connection = True
            self.wfile.write(balasan.isi[: len(balasan.isi) // 2])
            return
        self.wfile.write(balasan.isi)

    def _tahan(self, detik: float) -> None:
        """Hold the answer back until the delay, the client or the server is over."""
        sampai = time.monotonic() + detik
        while (sisa := sampai - time.monotonic()) > 0 and not self.server.berhenti.is_set():
            terbaca, _, _ = select.select([self.connection], [], [], min(sisa, 0.1))
            if terbaca:
                if not self.connection.recv(1, socket.MSG_PEEK):
                    return
                self.server.berhenti.wait(min(sisa, 0.1))

    def _putuskan(self) -> None:
        """Reset instead of close: the client sees a broken connection, not an end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # close() would wait for the file objects around the socket, and shutdown() sends an end.
        os.close(self.connection.detach())


class Peladen:
    """A server on one port, in a thread of its own; `port=0` takes a free one."""

    def __init__(self, alamat: str, port: int, *, nama: str, penjawab: Penjawab) -> None:
        try:
            self._server = _Server((alamat, port), penjawab)
        except OSError as galat:
            raise OSError(galat.errno, f"{nama}, port {port}: {galat.strerror}") from None
        self._utas = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name=nama
        )
        inang = f"[{alamat}]" if ":" in alamat else alamat
        self.port = int(self._server.server_address[1])
        self.url = f"http://{inang}:{self.port}"

    def start(self) -> None:
        """Serve; returns at once, the port already accepts."""
        self._utas.start()

    def stop(self) -> None:
        """Stop accepting, wake those who wait, and wait until each has gone."""
        if self._utas.ident is not None:
            self._server.shutdown()
            self._utas.join()
        self._server.lepaskan()
        self._server.server_close()

    def __enter__(self) -> Peladen:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
