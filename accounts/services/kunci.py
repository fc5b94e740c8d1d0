"""Locks of the database on things that have no row yet."""

from __future__ import annotations

import hashlib

from django.db import connection


def kunci_transaksi(nama: str) -> None:
    """Let only one transaction at a time pass for this name; held until the transaction ends.

    Raises: RuntimeError outside a transaction, where the lock would end at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an advisory lock of a transaction needs one")
    angka = int.from_bytes(hashlib.sha256(nama.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s)", [angka])
