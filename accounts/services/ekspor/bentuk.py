"""What an export is: columns in a fixed order, where the rows come from, how they may be narrowed.

Each app declares its own in `exports.py`; they are found when the first one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import models
from django.utils.module_loading import autodiscover_modules

from jmo.lib.csv_aman import penjaga_sql
from jmo.lib.galat import TidakDitemukan


class JenisKolom(StrEnum):
    """How a column is written; the sum of each RUPIAH column stands in the manifest."""

    TEKS = "TEKS"
    ANGKA = "ANGKA"
    RUPIAH = "RUPIAH"
    TANGGAL = "TANGGAL"
    WAKTU = "WAKTU"
    BENAR = "BENAR"


_TULIS: dict[JenisKolom, Callable[[str], str]] = {
    JenisKolom.TEKS: penjaga_sql,
    JenisKolom.ANGKA: str,
    JenisKolom.RUPIAH: str,
    JenisKolom.TANGGAL: str,
    JenisKolom.WAKTU: lambda sql: (
        # As an interval: a zone written '+07' would be taken for one west of Greenwich.
        f"to_char({sql} AT TIME ZONE INTERVAL '7 hours', 'YYYY-MM-DD\"T\"HH24:MI:SS+07:00')"
    ),
    JenisKolom.BENAR: lambda sql: f"CASE WHEN {sql} THEN 'ya' ELSE 'tidak' END",
}


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: its heading in Indonesian and the SQL behind it, written by us.

    Shape:  identifiers of people come from the `*_samar` columns.
    """

    judul: str
    sql: str
    jenis: JenisKolom = JenisKolom.TEKS

    @property
    def tertulis(self) -> str:
        """The SQL as it goes into the file: guarded text, ISO dates and times."""
        return _TULIS[self.jenis](self.sql)


@dataclass(frozen=True, slots=True)
class Saringan:
    """A way to narrow the rows.

    Shape:  `sql` is a condition that names its value %(kunci)s; `baca` makes the value from what
            was typed and raises ValueError for what it is not.
    """

    kunci: str
    label: Any
    sql: str
    baca: Callable[[str], Any]
    tipe: str = "text"


@dataclass(frozen=True, slots=True)
class Ekspor:
    """One export.

    Shape:  `dari` begins after FROM; `syarat` is a condition and may name %(batas)s, the instant at
            which the day `per` ends; `dari_hitung` = a shorter FROM that gives the same count and
            sums. `keterangan` says in the manifest what a reader must know.
    """

    nama: str
    judul: Any
    model: type[models.Model]
    kolom: Sequence[Kolom]
    dari: str
    syarat: str
    urutan: str
    saringan: Sequence[Saringan] = ()
    dari_hitung: str = ""
    keterangan: str = ""

    @property
    def kepala(self) -> list[str]:
        """The headings in their order."""
        return [kolom.judul for kolom in self.kolom]

    @property
    def kolom_rupiah(self) -> list[Kolom]:
        """The columns that are summed."""
        return [kolom for kolom in self.kolom if kolom.jenis is JenisKolom.RUPIAH]

    def sql_isi(self, dipakai: Sequence[str]) -> str:
        """Return the SELECT of the rows with these filters."""
        kolom = ", ".join(satu.tertulis for satu in self.kolom)
        syarat = self._syarat(dipakai)
        return f"SELECT {kolom} FROM {self.dari} WHERE {syarat} ORDER BY {self.urutan}"  # noqa: S608 - declared in code

    def sql_hitung(self, dipakai: Sequence[str]) -> str:
        """Return the SELECT of count and sums with these filters."""
        jumlah = "".join(f", coalesce(sum({satu.sql}), 0)" for satu in self.kolom_rupiah)
        dari = self.dari if dipakai else self.dari_hitung or self.dari
        return f"SELECT count(*){jumlah} FROM {dari} WHERE {self._syarat(dipakai)}"  # noqa: S608 - declared in code

    def _syarat(self, dipakai: Sequence[str]) -> str:
        saringan = [satu.sql for satu in self.saringan if satu.kunci in dipakai]
        return " AND ".join(f"({satu})" for satu in (self.syarat, *saringan))


_TERDAFTAR: dict[str, Ekspor] = {}


def daftarkan(ekspor: Ekspor) -> Ekspor:
    """Make an export known under its name.

    Raises: ValueError for a name, heading or filter that is there twice.
    """
    kembar = len(set(ekspor.kepala)) != len(ekspor.kepala)
    if kembar or _TERDAFTAR.get(ekspor.nama, ekspor) is not ekspor:
        raise ValueError(f"export {ekspor.nama}: a name is there twice")
    _TERDAFTAR[ekspor.nama] = ekspor
    return ekspor


def daftar_ekspor() -> list[Ekspor]:
    """Return all exports of all apps, by name."""
    _temukan()
    return [_TERDAFTAR[nama] for nama in sorted(_TERDAFTAR)]


def ambil_ekspor(nama: str) -> Ekspor:
    """Return one export.

    Raises: TidakDitemukan("ekspor_tidak_ada").
    """
    _temukan()
    if nama not in _TERDAFTAR:
        raise TidakDitemukan("ekspor_tidak_ada")
    return _TERDAFTAR[nama]


@cache
def _temukan() -> None:
    # Upper apps are not imported by name here: each brings its own module.
    autodiscover_modules("exports")
