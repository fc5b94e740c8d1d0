"""Workbooks for tests: real ones as a spreadsheet program writes them, and real bombs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from saldo.rules.iuran import KOLOM

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RUPIAH = ("upah", "jht_pemberi_kerja", "jht_pekerja", "jp_pemberi_kerja", "jp_pekerja")
TANGGAL = ("tanggal_lahir", "tanggal_bayar", "tanggal_keluar")
Nilai = str | int | float | date | None


def nilai_sel(baris: dict[str, str]) -> list[Nilai]:
    """Turn a row of texts into what one would type: numbers for money, dates for days."""
    hasil: list[Nilai] = []
    for kolom, teks in baris.items():
        if not teks:
            hasil.append(None)
        elif kolom in RUPIAH:
            hasil.append(int(teks))
        elif kolom in TANGGAL:
            hasil.append(datetime.fromisoformat(teks))
        else:
            hasil.append(teks)
    return hasil


def tulis_buku(
    baris: Iterable[Sequence[Any]], *, lain: dict[str, list[list[Any]]] | None = None
) -> bytes:
    """Return a workbook with the header and these rows, written by another library."""
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Iuran")
    lembar.append(KOLOM)
    for satu in baris:
        sel = []
        for nilai in satu:
            kotak = WriteOnlyCell(lembar, value=nilai)
            if isinstance(nilai, date):
                kotak.number_format = "DD/MM/YYYY"
            sel.append(kotak)
        lembar.append(sel)
    for nama, isi in (lain or {}).items():
        tambahan = buku.create_sheet(nama)
        for satu in isi:
            tambahan.append(satu)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def buku_dari(baris: Iterable[dict[str, str]]) -> bytes:
    """Return a workbook of rows as `tests.pabrik.isi_baris` makes them."""
    return tulis_buku(nilai_sel(satu) for satu in baris)


def rakit(lembar: str | bytes, **lain: bytes) -> bytes:
    """Return a small workbook whose first sheet is this XML; `lain` = other parts, / as __."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, isi in {**_bagian(), "xl/worksheets/sheet1.xml": lembar}.items():
            arsip.writestr(nama, isi)
        for nama, isi in lain.items():
            arsip.writestr(nama.replace("__", "/").replace("ǀ", "."), isi)
    return keluar.getvalue()


def lembar_xml(isi: str) -> str:
    """Return a sheet with this inside its data."""
    return f'<?xml version="1.0"?><worksheet xmlns="{NS}"><sheetData>{isi}</sheetData></worksheet>'


def _bagian() -> dict[str, str]:
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    paket = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{paket}/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{rels}"><sheets>'
        '<sheet name="Satu" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{paket}/relationships">'
        f'<Relationship Id="rId1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
    }


def bom_nol(gigabyte: int, *, dinyatakan: int | None = None) -> bytes:
    """Return a workbook whose sheet unpacks to so many gigabytes of zeros, truly.

    Shape:  `dinyatakan` = the size that its directory claims instead.
    """
    potongan = 1 << 24
    kompresor = zlib.compressobj(9, zlib.DEFLATED, -15)
    satu = kompresor.compress(b"0" * potongan) + kompresor.flush(zlib.Z_FULL_FLUSH)
    # A flushed piece begins anew, so the same bytes may stand one after the other.
    banyak = (gigabyte << 30) // potongan
    isi = satu * banyak + b"\x03\x00"
    ukuran = banyak * potongan if dinyatakan is None else dinyatakan
    return _zip_mentah([*_simpan(), ("xl/worksheets/sheet1.xml", isi, ukuran)])


def _simpan() -> list[tuple[str, bytes, int]]:
    hasil = []
    for nama, teks in _bagian().items():
        kompresor = zlib.compressobj(9, zlib.DEFLATED, -15)
        isi = kompresor.compress(teks.encode()) + kompresor.flush()
        hasil.append((nama, isi, len(teks.encode())))
    return hasil


def _zip_mentah(anggota: list[tuple[str, bytes, int]]) -> bytes:
    """Write a ZIP file whose sizes are what one wants them to be."""
    teks = {nama: zlib.crc32(isi.encode()) for nama, isi in _bagian().items()}
    keluar, daftar = io.BytesIO(), io.BytesIO()
    for nama, isi, ukuran in anggota:
        letak, besar = keluar.tell(), min(ukuran, 0xFFFFFFFF)
        ekstra = struct.pack("<HHQ", 1, 8, ukuran) if ukuran >= 0xFFFFFFFF else b""
        inti = struct.pack(
            "<HHHHHIIIHH", 45, 0, 8, 0, 33, teks.get(nama, 0), len(isi), besar, len(nama),
            len(ekstra),
        )  # fmt: skip
        keluar.write(b"PK\x03\x04" + inti + nama.encode() + ekstra + isi)
        daftar.write(
            b"PK\x01\x02" + struct.pack("<H", 45) + inti + struct.pack("<HHHII", 0, 0, 0, 0, letak)
            + nama.encode() + ekstra
        )  # fmt: skip
    awal = keluar.tell()
    keluar.write(daftar.getvalue())
    banyak = len(anggota)
    keluar.write(
        b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, banyak, banyak, daftar.tell(), awal, 0)
    )
    return keluar.getvalue()


def kelipatan_entitas() -> bytes:
    """Return a workbook with a long entity that is named many times: quadratic, not nested."""
    isi = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]>'
    sel = "<c><v>" + "&a;" * 50_000 + "</v></c>"
    return rakit(
        f'{isi}<worksheet xmlns="{NS}"><sheetData><row>{sel}</row></sheetData></worksheet>'
    )
