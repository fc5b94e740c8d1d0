"""One turn of a payment worker, and what may happen to it: killed, cut off, its clock wrong.

Nothing in the portal is prepared for this. Statements are counted by Django's own door for that
(`execute_wrapper`), messages by wrapping the HTTP door of the client in hand.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg2
import time_machine
from django.db import Error, connection
from django.utils import timezone

from jmo.gateways.bank_snap import BankSnap
from klaim_jht.services.pembayaran import kirim_pembayaran

# More steps than one turn has: the last ones mean that nothing happens.
LANGKAH_TERBANYAK = 90


class Hitung:
    """Counts every step of a turn (before and after each statement and each message)."""

    def __init__(self, pada: int, lakukan: Callable[[], None]) -> None:
        self.ke = 0
        self._pada, self._lakukan = pada, lakukan

    def langkah(self) -> None:
        """Count one step, and strike when it is the one."""
        self.ke += 1
        if self.ke == self._pada:
            self._lakukan()

    def sql(self, jalankan: Callable[..., Any], *isi: Any) -> Any:
        """Wrap one statement."""
        self.langkah()
        hasil = jalankan(*isi)
        self.langkah()
        return hasil

    def http(self, asli: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap the exchange of one message."""

        def tukar(*isi: Any) -> Any:
            self.langkah()
            hasil = asli(*isi)
            self.langkah()
            return hasil

        return tukar


def biasa(pembayaran_id: int, bank: BankSnap) -> str:
    """Do one turn in this process."""
    kirim_pembayaran(pembayaran_id=pembayaran_id, bank=bank)
    return "selesai"


def dengan_jam(pembayaran_id: int, bank: BankSnap, *, selisih: timedelta) -> str:
    """Do one turn in a process whose clock is wrong by so much."""
    with time_machine.travel(timezone.now() + selisih, tick=True):
        kirim_pembayaran(pembayaran_id=pembayaran_id, bank=bank)
    return "selesai"


def dibunuh(pembayaran_id: int, bank: BankSnap, *, pada: int) -> str:
    """Do one turn in a process of its own that SIGKILL ends at that step."""
    connection.close()  # a socket that two processes share would be spoilt by either
    pid = os.fork()
    if pid == 0:
        _hidup_sampai(pembayaran_id, bank, pada)
    _, keadaan = os.waitpid(pid, 0)
    if os.WIFSIGNALED(keadaan):
        assert os.WTERMSIG(keadaan) == signal.SIGKILL
        return "terbunuh"
    assert os.WEXITSTATUS(keadaan) == 0, "the worker failed by itself"
    return "selesai"


def _hidup_sampai(pembayaran_id: int, bank: BankSnap, pada: int) -> None:
    try:
        hitung = Hitung(pada, lambda: os.kill(os.getpid(), signal.SIGKILL))
        pintu: Any = bank._pintu
        pintu._tukar = hitung.http(pintu._tukar)
        with connection.execute_wrapper(hitung.sql):
            kirim_pembayaran(pembayaran_id=pembayaran_id, bank=bank)
        os._exit(0)
    finally:
        os._exit(1)


def diputus_basis_data(pembayaran_id: int, bank: BankSnap, *, pada: int) -> str:
    """Do one turn whose connection to the database is ended from outside at that step."""
    hitung = Hitung(pada, _putuskan)
    try:
        with connection.execute_wrapper(hitung.sql):
            kirim_pembayaran(pembayaran_id=pembayaran_id, bank=bank)
    except (Error, psycopg2.Error):
        return "terputus"
    finally:
        connection.close()
    return "selesai"


def _putuskan() -> None:
    pid = connection.connection.info.backend_pid
    kedua = connection.copy()
    try:
        with kedua.cursor() as kursor:
            kursor.execute("SET ROLE NONE")
            kursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        kedua.close()
