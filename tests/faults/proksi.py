"""A small TCP proxy that spoils HTTP traffic on order: one order, one request.

It forwards whole messages (headers, then as many bytes as Content-Length says), so that it knows
whether the other side has been asked when it cuts a line.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from enum import StrEnum


class Cara(StrEnum):
    """What becomes of one request."""

    TERUSKAN = "teruskan"
    PUTUS_SEBELUM = "putus_sebelum"  # reset, the other side hears nothing
    PUTUS_SESUDAH = "putus_sesudah"  # the other side has answered, the answer is lost
    POTONG = "potong"  # half of the answer, then a reset
    KOSONG = "kosong"  # the other side has answered; a clean end instead of its answer
    JAWAB_GANDA = "jawab_ganda"  # the answer twice on one connection
    TANYA_GANDA = "tanya_ganda"  # the request twice, the second answer is passed on


class Proksi:
    """Listens on a free port of its own and forwards to `tujuan`."""

    def __init__(self, tujuan: int) -> None:
        self._tujuan = ("127.0.0.1", tujuan)
        self._pendengar = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._pendengar.getsockname()[1])
        self._gembok = threading.Lock()
        self._cara, self._ke = Cara.TERUSKAN, 0
        threading.Thread(target=self._terima, daemon=True).start()

    def pasang(self, cara: Cara, *, ke: int = 1) -> None:
        """Spoil the `ke`-th request from now on, and that one alone."""
        with self._gembok:
            self._cara, self._ke = cara, ke

    def _ambil(self) -> Cara:
        with self._gembok:
            self._ke -= 1
            return self._cara if self._ke == 0 else Cara.TERUSKAN

    def _terima(self) -> None:
        while True:
            klien, _ = self._pendengar.accept()
            threading.Thread(target=self._layani, args=(klien,), daemon=True).start()

    def _layani(self, klien: socket.socket) -> None:
        with klien, contextlib.suppress(OSError, EOFError):
            klien.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with socket.create_connection(self._tujuan, timeout=60) as bank:
                bank.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while self._satu(klien, bank):
                    pass

    def _satu(self, klien: socket.socket, bank: socket.socket) -> bool:
        """Carry one request there and its answer back; False ends the connection."""
        pesan = _baca_pesan(klien)
        cara = self._ambil()
        if cara is Cara.PUTUS_SEBELUM:
            return _reset(klien)
        bank.sendall(pesan)
        jawaban = _baca_pesan(bank)
        match cara:
            case Cara.PUTUS_SESUDAH:
                return _reset(klien)
            case Cara.POTONG:
                klien.sendall(jawaban[: len(jawaban) - 7])
                return _reset(klien)
            case Cara.KOSONG:
                return False
            case Cara.TANYA_GANDA:
                bank.sendall(pesan)
                jawaban = _baca_pesan(bank)
            case Cara.JAWAB_GANDA:
                jawaban += jawaban
            case _:
                pass
        klien.sendall(jawaban)
        return True


def _reset(klien: socket.socket) -> bool:
    # Closing with a linger of zero sends RST instead of FIN.
    klien.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def _baca_pesan(asal: socket.socket) -> bytes:
    """Read one HTTP message as it stands; EOFError when the other side has gone."""
    isi = b""
    while b"\r\n\r\n" not in isi:
        isi += _baca(asal)
    kepala, _, badan = isi.partition(b"\r\n\r\n")
    panjang = 0
    for baris in kepala.split(b"\r\n"):
        nama, _, nilai = baris.partition(b":")
        if nama.strip().lower() == b"content-length":
            panjang = int(nilai)
    while len(badan) < panjang:
        potong = _baca(asal)
        badan += potong
        isi += potong
    return isi


def _baca(asal: socket.socket) -> bytes:
    potong = asal.recv(65_536)
    if not potong:
        raise EOFError
    return potong
