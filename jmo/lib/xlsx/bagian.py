"""The small parts of a workbook: its sheets, its shared texts, which styles are dates."""

from __future__ import annotations

import posixpath
import re
import zipfile
from array import array
from dataclasses import dataclass, field

from jmo.lib.xlsx.tolak import SebabTolak, XlsxDitolak
from jmo.lib.xlsx.uraian import urai_semua
from jmo.lib.xlsx.wadah import BUKU, TEKS_BERSAMA

_HUBUNGAN = "xl/_rels/workbook.xml.rels"
_GAYA = "xl/styles.xml"
_TANGGAL_BAWAAN = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
# Quoted text, escaped letters, colours and conditions, and fillers say nothing about the kind.
_BUKAN_LAMBANG = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class AlamatLembar:
    """A sheet and where its cells stand."""

    nama: str
    bagian: str


@dataclass(slots=True)
class TeksBersama:
    """Texts that cells name by number, kept as bytes: a million of them fit."""

    isi: bytearray = field(default_factory=bytearray)
    akhir: array[int] = field(default_factory=lambda: array("I"))

    def tambah(self, teks: str) -> None:
        """Add the next text."""
        self.isi += teks.encode("utf-8", "replace")
        self.akhir.append(len(self.isi))

    def ambil(self, nomor: int) -> str:
        """Return one text.

        Raises: IndexError.
        """
        if not 0 <= nomor < len(self.akhir):
            raise IndexError(nomor)
        awal = self.akhir[nomor - 1] if nomor else 0
        return self.isi[awal : self.akhir[nomor]].decode()


def baca_lembar(arsip: zipfile.ZipFile) -> tuple[list[AlamatLembar], bool]:
    """Return the sheets in their order, and whether days are counted from 1904.

    Raises: XlsxDitolak.
    """
    hubungan = _baca_hubungan(arsip)
    lembar, sejak_1904 = _baca_buku(arsip)
    ada = ((nama, *hubungan.get(kunci, ("", ""))) for nama, kunci in lembar)
    hasil = [
        AlamatLembar(nama, _mutlak(tujuan))
        for nama, jenis, tujuan in ada
        if jenis.endswith("/worksheet")
    ]
    if not hasil:
        raise XlsxDitolak(SebabTolak.BUKAN_XLSX)
    return hasil, sejak_1904


def _baca_hubungan(arsip: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    hubungan: dict[str, tuple[str, str]] = {}

    def buka(nama: str, isi: dict[str, str]) -> None:
        if nama == "Relationship":
            hubungan[isi.get("Id", "")] = (isi.get("Type", ""), isi.get("Target", ""))

    urai_semua(arsip, _HUBUNGAN, buka=buka, tutup=_abaikan)
    return hubungan


def _baca_buku(arsip: zipfile.ZipFile) -> tuple[list[tuple[str, str]], bool]:
    lembar: list[tuple[str, str]] = []
    sejak_1904 = [False]

    def buka(nama: str, isi: dict[str, str]) -> None:
        if nama == "sheet":
            kunci = next((v for k, v in isi.items() if k.rpartition(":")[2] == "id"), "")
            lembar.append((isi.get("name", ""), kunci))
        elif nama == "workbookPr":
            sejak_1904[0] = isi.get("date1904", "0") in {"1", "true"}
        elif nama == "externalReferences":
            raise XlsxDitolak(SebabTolak.XLSX_TAUTAN_LUAR)

    urai_semua(arsip, BUKU, buka=buka, tutup=_abaikan)
    return lembar, sejak_1904[0]


def _mutlak(tujuan: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", tujuan)).lstrip("/")


def baca_teks_bersama(arsip: zipfile.ZipFile) -> TeksBersama:
    """Return the shared texts; of a text with several fonts all parts, of readings none."""
    pengumpul = _PengumpulTeks()
    if TEKS_BERSAMA in arsip.namelist():
        urai_semua(
            arsip, TEKS_BERSAMA,
            buka=pengumpul.buka, tutup=pengumpul.tutup, teks=pengumpul.terima,
        )  # fmt: skip
    return pengumpul.hasil


class _PengumpulTeks:
    def __init__(self) -> None:
        self.hasil = TeksBersama()
        self._potongan: list[str] = []
        self._dengar = self._ejaan = False

    def buka(self, nama: str, _isi: dict[str, str]) -> None:
        if nama == "si":
            self._potongan.clear()
        elif nama == "rPh":
            self._ejaan = True
        self._dengar = nama == "t" and not self._ejaan

    def terima(self, isi: str) -> None:
        if self._dengar:
            self._potongan.append(isi)

    def tutup(self, nama: str) -> None:
        self._dengar = False
        if nama == "si":
            self.hasil.tambah("".join(self._potongan))
        elif nama == "rPh":
            self._ejaan = False


def baca_gaya_tanggal(arsip: zipfile.ZipFile) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date."""
    if _GAYA not in arsip.namelist():
        return frozenset()
    bentuk: dict[int, str] = {}
    sel: list[int] = []
    di_dalam = [False]

    def buka(nama: str, isi: dict[str, str]) -> None:
        if nama == "numFmt":
            bentuk[_bilangan(isi.get("numFmtId"))] = isi.get("formatCode", "")
        elif nama == "cellXfs":
            di_dalam[0] = True
        elif nama == "xf" and di_dalam[0]:
            sel.append(_bilangan(isi.get("numFmtId")))

    def tutup(nama: str) -> None:
        if nama == "cellXfs":
            di_dalam[0] = False

    urai_semua(arsip, _GAYA, buka=buka, tutup=tutup)
    return frozenset(str(ke) for ke, satu in enumerate(sel) if _tanggal(satu, bentuk.get(satu)))


def _tanggal(nomor: int, bentuk: str | None) -> bool:
    if bentuk is None:
        return nomor in _TANGGAL_BAWAAN
    lambang = _BUKAN_LAMBANG.sub("", bentuk.partition(";")[0]).lower()
    return any(huruf in lambang for huruf in "dy") or (
        "m" in lambang and "h" not in lambang and "s" not in lambang
    )


def _bilangan(teks: str | None) -> int:
    return int(teks) if teks is not None and teks.isascii() and teks.isdigit() else 0


def _abaikan(_nama: str) -> None:
    """Nothing ends here that matters."""
