"""The register's book: residents, encodings of their faces, and how often it was asked today."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from jmo.sandbox.buku import BukuSqlite
from jmo.sandbox.dukcapil.penduduk import (
    Penduduk,
    baca_penduduk,
    muat_pemeran,
    tulis_penduduk,
)

WIB: Final = timezone(timedelta(hours=7), "WIB")
Sandi = tuple[float, ...]

_TABEL: Final = """
CREATE TABLE penduduk (
    nik TEXT PRIMARY KEY, isi TEXT NOT NULL, asal TEXT NOT NULL, wajah_terdaftar TEXT
);
CREATE TABLE sandi_foto (sidik TEXT PRIMARY KEY, isi TEXT);
CREATE TABLE kuota (tanggal TEXT PRIMARY KEY, terpakai INTEGER NOT NULL)
"""


@dataclass(frozen=True, slots=True, repr=False)
class Warga:
    """A resident as the book has them; an enrolled face counts before the photo of the cast."""

    penduduk: Penduduk
    asal: str
    wajah_terdaftar: Sandi | None


class BukuPenduduk:
    """The book. Each method is one transaction."""

    def __init__(
        self, berkas: Path, *, pemeran: Path | None, folder_foto: Path | None, kuota_harian: int
    ) -> None:
        self._pemeran = pemeran
        self._foto = folder_foto
        self._kuota_harian = kuota_harian
        pemain = muat_pemeran(pemeran)
        self._berkas = BukuSqlite(berkas, tabel=_TABEL, versi=1)
        with self._berkas.transaksi() as db:
            self._taruh_semua(db, pemain)

    def tutup(self) -> None:
        """Close the file."""
        self._berkas.tutup()

    def mulai_ulang(self) -> None:
        """Forget added people, enrolled faces and the day's count; the cast stands as in its file.

        Encodings of the cast's photos stay: they can be had again, for a second of work each.
        """
        pemain = muat_pemeran(self._pemeran)
        with self._berkas.transaksi() as db:
            db.execute("DELETE FROM penduduk")
            db.execute("DELETE FROM kuota")
            self._taruh_semua(db, pemain)

    def _taruh_semua(self, db: sqlite3.Connection, pemain: list[Penduduk]) -> None:
        for penduduk in pemain:
            _taruh(db, penduduk, asal="pemeran")

    # --- Residents ---

    def taruh(self, penduduk: Penduduk) -> None:
        """Add a resident, or replace the data of the one with this NIK; an enrolled face stays."""
        with self._berkas.transaksi() as db:
            _taruh(db, penduduk, asal="kendali")

    def cari(self, nik: str) -> Warga | None:
        """The resident with this NIK."""
        with self._berkas.transaksi() as db:
            baris = db.execute(
                "SELECT isi, asal, wajah_terdaftar FROM penduduk WHERE nik = ?", (nik,)
            ).fetchone()
        return _warga(baris) if baris else None

    def semua(self) -> list[Warga]:
        """Every resident, the cast first."""
        with self._berkas.transaksi() as db:
            baris = db.execute(
                "SELECT isi, asal, wajah_terdaftar FROM penduduk ORDER BY asal DESC, rowid"
            ).fetchall()
        return [_warga(satu) for satu in baris]

    # --- Faces ---

    def daftarkan_wajah(self, nik: str, sandi: Sandi) -> bool:
        """Keep the face under this NIK; False when nobody has it. The picture is not kept."""
        with self._berkas.transaksi() as db:
            kursor = db.execute(
                "UPDATE penduduk SET wajah_terdaftar = ? WHERE nik = ?", (json.dumps(sandi), nik)
            )
            return kursor.rowcount == 1

    def sandi_acuan(self, warga: Warga, baca: Callable[[bytes], Sandi | None]) -> Sandi | None:
        """The encoding to compare with; `baca` makes it of a photo once, then it is remembered."""
        if warga.wajah_terdaftar is not None:
            return warga.wajah_terdaftar
        berkas = self._foto / warga.penduduk.foto if self._foto and warga.penduduk.foto else None
        if berkas is None or not berkas.is_file():
            return None
        gambar = berkas.read_bytes()
        sidik = hashlib.sha256(gambar).hexdigest()
        with self._berkas.transaksi() as db:
            baris = db.execute("SELECT isi FROM sandi_foto WHERE sidik = ?", (sidik,)).fetchone()
        if baris is not None:
            return _sandi(baris[0])
        # Outside the transaction: this takes a second, and verify calls must not wait for it.
        sandi = baca(gambar)
        with self._berkas.transaksi() as db:
            db.execute(
                "INSERT INTO sandi_foto VALUES (?, ?) ON CONFLICT DO NOTHING",
                (sidik, None if sandi is None else json.dumps(sandi)),
            )
        return sandi

    # --- Quota ---

    def pakai_kuota(self) -> int | None:
        """Count one question of today (WIB); what is left of the quota, None when it is used up."""
        hari_ini = _hari_ini()
        with self._berkas.transaksi() as db:
            db.execute("INSERT INTO kuota VALUES (?, 0) ON CONFLICT DO NOTHING", (hari_ini,))
            kursor = db.execute(
                "UPDATE kuota SET terpakai = terpakai + 1 WHERE tanggal = ? AND terpakai < ?",
                (hari_ini, self._kuota_harian),
            )
            return self._sisa(db) if kursor.rowcount == 1 else None

    def sisa_kuota(self) -> int:
        """What is left of today's quota."""
        with self._berkas.transaksi() as db:
            return self._sisa(db)

    def _sisa(self, db: sqlite3.Connection) -> int:
        baris = db.execute(
            "SELECT terpakai FROM kuota WHERE tanggal = ?", (_hari_ini(),)
        ).fetchone()
        return self._kuota_harian - (int(baris[0]) if baris else 0)


def _taruh(db: sqlite3.Connection, penduduk: Penduduk, *, asal: str) -> None:
    db.execute(
        "INSERT INTO penduduk (nik, isi, asal) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET isi = excluded.isi, asal = excluded.asal",
        (penduduk.nik, json.dumps(tulis_penduduk(penduduk)), asal),
    )


def _warga(baris: tuple[str, str, str | None]) -> Warga:
    isi, asal, wajah = baris
    return Warga(baca_penduduk(json.loads(isi)), asal, _sandi(wajah))


def _sandi(isi: str | None) -> Sandi | None:
    return None if isi is None else tuple(json.loads(isi))


def _hari_ini() -> str:
    return datetime.now(WIB).date().isoformat()
