"""Cells of the first sheet, row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import BinaryIO, Literal, NamedTuple

from jmo.lib.xlsx.bagian import (
    AlamatLembar,
    TeksBersama,
    baca_gaya_tanggal,
    baca_lembar,
    baca_teks_bersama,
)
from jmo.lib.xlsx.tolak import SebabTolak, XlsxDitolak
from jmo.lib.xlsx.uraian import urai
from jmo.lib.xlsx.wadah import buka_wadah

BATAS_KOLOM = 64
BATAS_SEL = 16_384
BATAS_TEKS = 4_000
# Real files have a few; formats that were drawn down to the last row of the sheet have a million.
BATAS_BARIS_KOSONG = 1_000
_HARI_NOL = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
# The program that everybody copies took 1900 for a leap year.
_HARI_KABISAT_SEMU = 60
_S = SebabTolak

Jenis = Literal["teks", "angka", "tanggal", "waktu", "rumus", "galat", "boolean"]


class Sel(NamedTuple):
    """One cell that is not empty; a date as ISO, a number as it stands in the file."""

    jenis: Jenis
    isi: str


@dataclass(slots=True)
class BukuKerja:
    """An opened workbook; `lembar_lain` = other sheets that hold something, by name.

    Shape:  `baris_dinyatakan` = the last row that the first sheet says it has, 0 when it is silent.
    """

    lembar: str
    lembar_lain: tuple[str, ...]
    baris_dinyatakan: int
    _arsip: zipfile.ZipFile = field(repr=False)
    _alamat: AlamatLembar = field(repr=False)
    _teks: TeksBersama = field(repr=False)
    _gaya: frozenset[str] = field(repr=False)
    _sejak_1904: bool = False

    def baris(self) -> Iterator[tuple[int, list[Sel | None]]]:
        """Yield line number and cells of each row that holds something, in bounded memory.

        Shape:  a list ends with its last cell that is not empty.
        Raises: XlsxDitolak for what only now shows: broken parts, too wide, empty without end.
        """
        pengumpul = _Pengumpul(self._teks, self._gaya, sejak_1904=self._sejak_1904)
        for _ in urai(
            self._arsip, self._alamat.bagian,
            buka=pengumpul.buka, tutup=pengumpul.tutup, teks=pengumpul.terima,
        ):  # fmt: skip
            yield from pengumpul.selesai
            pengumpul.selesai.clear()


def buka_buku_kerja(berkas: BinaryIO) -> BukuKerja:
    """Open a workbook after judging its container.

    Shape:  a seekable binary file that stays open while rows are read.
    Raises: XlsxDitolak.
    """
    arsip = buka_wadah(berkas)
    lembar, sejak_1904 = baca_lembar(arsip)
    pertama = lembar[0]
    return BukuKerja(
        pertama.nama,
        tuple(satu.nama for satu in lembar[1:] if _berisi(arsip, satu)),
        _dinyatakan(arsip, pertama),
        arsip, pertama, baca_teks_bersama(arsip), baca_gaya_tanggal(arsip), sejak_1904,
    )  # fmt: skip


class _Cukup(Exception):
    """Stops a parser from inside its handlers."""


def _berisi(arsip: zipfile.ZipFile, lembar: AlamatLembar) -> bool:
    def buka(nama: str, _isi: dict[str, str]) -> None:
        if nama in {"v", "is", "f"}:
            raise _Cukup

    try:
        for _ in urai(arsip, lembar.bagian, buka=buka, tutup=lambda _nama: None):
            pass
    except _Cukup:
        return True
    return False


def _dinyatakan(arsip: zipfile.ZipFile, lembar: AlamatLembar) -> int:
    akhir = [0]

    def buka(nama: str, isi: dict[str, str]) -> None:
        if nama == "dimension":
            angka = isi.get("ref", "").rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
            akhir[0] = int(angka) if angka.isascii() and angka.isdigit() else 0
            raise _Cukup
        if nama == "sheetData":
            raise _Cukup

    try:
        for _ in urai(arsip, lembar.bagian, buka=buka, tutup=lambda _nama: None):
            pass
    except _Cukup:
        pass
    return akhir[0]


class _Pengumpul:
    """Takes the events of a sheet and puts finished rows into `selesai`."""

    def __init__(self, teks: TeksBersama, gaya: frozenset[str], *, sejak_1904: bool) -> None:
        self.selesai: list[tuple[int, list[Sel | None]]] = []
        self._teks, self._gaya = teks, gaya
        self._hari_nol, self._kabisat_semu = _HARI_NOL[sejak_1904], not sejak_1904
        self._nomor = self._kosong = 0
        self._baris: list[Sel | None] = []
        self._kolom = self._banyak = 0
        self._jenis = self._gaya_sel = ""
        self._rumus = self._dengar = self._ejaan = False
        self._isi: list[str] = []

    def buka(self, nama: str, isi: dict[str, str]) -> None:
        if nama == "c":
            self._buka_sel(isi)
        elif nama in {"v", "t"}:
            self._dengar = not self._ejaan
        elif nama == "row":
            self._buka_baris(isi)
        elif nama == "f":
            self._rumus = True
        elif nama == "rPh":
            self._ejaan = True

    def terima(self, isi: str) -> None:
        if self._dengar and len(self._isi) < BATAS_TEKS:
            self._isi.append(isi[:BATAS_TEKS])

    def tutup(self, nama: str) -> None:
        if nama in {"v", "t"}:
            self._dengar = False
        elif nama == "c":
            self._tutup_sel()
        elif nama == "row":
            self._tutup_baris()
        elif nama == "rPh":
            self._ejaan = False

    def _buka_baris(self, isi: dict[str, str]) -> None:
        nomor = isi.get("r")
        baru = self._nomor + 1 if nomor is None else _angka(nomor)
        if baru <= self._nomor:
            raise XlsxDitolak(_S.XLSX_RUSAK, self._nomor)
        self._nomor = baru
        self._baris, self._kolom, self._banyak = [], 0, 0

    def _buka_sel(self, isi: dict[str, str]) -> None:
        self._banyak += 1
        rujukan = isi.get("r")
        kolom = self._kolom + 1 if rujukan is None else _kolom(rujukan)
        if kolom <= self._kolom:
            raise XlsxDitolak(_S.XLSX_RUSAK, self._nomor)
        if self._banyak > BATAS_SEL or kolom > BATAS_SEL:
            raise XlsxDitolak(_S.XLSX_TERLALU_LEBAR, self._nomor)
        self._kolom = kolom
        self._jenis, self._gaya_sel = isi.get("t", "n"), isi.get("s", "0")
        self._rumus = False
        self._isi.clear()

    def _tutup_sel(self) -> None:
        isi = "".join(self._isi)
        if not isi and not self._rumus:
            return
        if self._kolom > BATAS_KOLOM:
            raise XlsxDitolak(_S.XLSX_TERLALU_LEBAR, self._nomor)
        self._baris += [None] * (self._kolom - 1 - len(self._baris))
        self._baris.append(Sel("rumus", "") if self._rumus else self._nilai(isi))

    def _nilai(self, isi: str) -> Sel:
        match self._jenis:
            case "n":
                return self._bertanggal(isi) if self._gaya_sel in self._gaya else Sel("angka", isi)
            case "s":
                try:
                    return Sel("teks", self._teks.ambil(_angka(isi)))
                except IndexError as galat:
                    raise XlsxDitolak(_S.XLSX_RUSAK, self._nomor) from galat
            case "str" | "inlineStr":
                return Sel("teks", isi)
            case "d":
                hari, _, jam = isi.partition("T")
                return Sel("waktu" if jam.strip("0:.Z") else "tanggal", hari)
            case "b":
                return Sel("boolean", isi)
            case _:
                return Sel("galat", "")

    def _bertanggal(self, isi: str) -> Sel:
        """Turn a count of days into a date."""
        try:
            angka = Decimal(isi)
            hari = int(angka)
            if angka != hari:
                return Sel("waktu", "")
            geser = 1 if self._kabisat_semu and 0 < hari < _HARI_KABISAT_SEMU else 0
            return Sel("tanggal", (self._hari_nol + timedelta(days=hari + geser)).isoformat())
        except (InvalidOperation, OverflowError, ValueError):
            return Sel("galat", "")

    def _tutup_baris(self) -> None:
        if self._baris:
            self._kosong = 0
            self.selesai.append((self._nomor, self._baris))
            return
        self._kosong += 1
        if self._kosong > BATAS_BARIS_KOSONG:
            raise XlsxDitolak(_S.XLSX_BARIS_KOSONG, self._nomor)


def _kolom(rujukan: str) -> int:
    """Return the number of the column of "AB12"; 0 for anything else."""
    nomor = 0
    for huruf in rujukan.rstrip("0123456789")[:4]:
        if not "A" <= huruf <= "Z":
            return 0
        nomor = nomor * 26 + ord(huruf) - 64
    return nomor


def _angka(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and len(teks) <= 10):
        raise XlsxDitolak(SebabTolak.XLSX_RUSAK)
    return int(teks)
