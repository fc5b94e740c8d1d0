"""A book of the sandbox: one SQLite file, one writer at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BukuSqlite:
    """The file and its lock. What a transaction wrote survives the death of the process.

    `tabel` are CREATE statements parted by semicolons. A file that another `versi` of them wrote
    is emptied: these books hold sample data alone.
    """

    def __init__(self, berkas: Path, *, tabel: str, versi: int) -> None:
        self._gembok = threading.Lock()
        berkas.parent.mkdir(parents=True, exist_ok=True)
        berkas.touch(mode=0o600)
        self._db = sqlite3.connect(berkas, isolation_level=None, check_same_thread=False)
        try:
            self._siapkan(tabel, versi)
        except BaseException:
            self._db.close()
            raise

    @contextmanager
    def transaksi(self) -> Iterator[sqlite3.Connection]:
        """Work alone; what raises is undone."""
        with self._gembok:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def tutup(self) -> None:
        """Wait for the writer at work, then close the file."""
        with self._gembok:
            self._db.close()

    def _siapkan(self, tabel: str, versi: int) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA busy_timeout = 5000")
        with self.transaksi() as db:
            (ada,) = db.execute("PRAGMA user_version").fetchone()
            if ada == versi:
                return
            lama = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (nama,) in lama:
                db.execute(f"DROP TABLE {nama}")
            for perintah in tabel.split(";"):
                db.execute(perintah)
            db.execute(f"PRAGMA user_version = {versi:d}")
