"""Statements on a connection of their own: seen by all at once, whatever the caller's transaction.

For progress and leases of long work alone, never for facts that belong to the transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection


def tulis_terpisah(perintah: str, parameter: Sequence[int | str]) -> int:
    """Carry out one statement at once and return how many rows it touched.

    Shape:  never for rows that the caller's transaction has locked: it gives up after a second,
            because the server cannot see that the two connections wait in one process.
    Raises: OperationalError when a row is locked.
    """
    kedua = connection.copy()
    try:
        with kedua.cursor() as kursor:
            kursor.execute("SET lock_timeout TO '1s'")
            kursor.execute(perintah, parameter)
            return int(kursor.rowcount)
    finally:
        kedua.close()
