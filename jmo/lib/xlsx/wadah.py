"""The container of a workbook: a ZIP file, judged by what it declares before it is unpacked.

Python's reader stops at the declared size and compares the checksum, so a member that holds more
than it says is caught as broken. What it does not limit is limited here: how many members, how
large, how tightly packed, whether they overlap.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

from jmo.lib.xlsx.tolak import SebabTolak, XlsxDitolak

BATAS_ANGGOTA = 256
BATAS_DAFTAR = 128 * 1024
BATAS_TOTAL = 768 * 1024 * 1024
BATAS_KECIL = 4 * 1024 * 1024
BATAS_TEKS_BERSAMA = 64 * 1024 * 1024
# Rows of contributions shrink 10 to 30 times; a bomb a thousand times.
BATAS_PADAT = 100
PADAT_SEJAK = 1024 * 1024
TEKS_BERSAMA = "xl/sharedStrings.xml"
BUKU = "xl/workbook.xml"
_LEMBAR = "xl/worksheets/"

_AWAL_ZIP = b"PK\x03\x04"
_AWAL_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EKOR_MAKS = 65_557
_EOCD = b"PK\x05\x06"
_AWAL_BERSARANG = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")
_S = SebabTolak


def tampak_biner(awal: bytes) -> bool:
    """Tell by its first bytes whether a file is a workbook or another container, not text."""
    return awal.startswith((_AWAL_ZIP, _EOCD, _AWAL_OLE))


def buka_wadah(berkas: BinaryIO) -> zipfile.ZipFile:
    """Return the opened container of a workbook whose parts may be read.

    Shape:  a seekable binary file; nothing of it is unpacked but the first bytes of pictures.
    Raises: XlsxDitolak.
    """
    berkas.seek(0)
    awal = berkas.read(8)
    if awal == _AWAL_OLE:
        raise XlsxDitolak(_S.XLSX_TERKUNCI if _terkunci(berkas) else _S.XLS_LAMA)
    if not awal.startswith(_AWAL_ZIP):
        raise XlsxDitolak(_S.BUKAN_XLSX)
    _periksa_ekor(berkas)
    berkas.seek(0)
    try:
        arsip = zipfile.ZipFile(berkas)
        _periksa_daftar(arsip)
        _periksa_isi(arsip)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, UnicodeDecodeError) as galat:
        raise XlsxDitolak(_S.XLSX_RUSAK) from galat
    return arsip


def _terkunci(berkas: BinaryIO) -> bool:
    """Look into the directory of an OLE file for the stream of an encrypted workbook."""
    nama = "EncryptedPackage".encode("utf-16-le")
    ekor = b""
    while potongan := berkas.read(1 << 16):
        if nama in ekor + potongan:
            return True
        ekor = potongan[-len(nama) :]
    return False


def _periksa_ekor(berkas: BinaryIO) -> None:
    """Refuse a directory of members that is too long to be read at all."""
    panjang = berkas.seek(0, 2)
    berkas.seek(max(0, panjang - _EKOR_MAKS))
    ekor = berkas.read(_EKOR_MAKS)
    letak = ekor.rfind(_EOCD)
    if letak < 0 or letak + 22 > len(ekor):
        raise XlsxDitolak(_S.XLSX_RUSAK)
    banyak, ukuran = struct.unpack_from("<HI", ekor, letak + 10)
    # A ZIP64 directory is for more members than a workbook may have.
    enam_empat = ekor[max(0, letak - 20) : letak].startswith(b"PK\x06\x07")
    if enam_empat or banyak > BATAS_ANGGOTA or ukuran > BATAS_DAFTAR:
        raise XlsxDitolak(_S.XLSX_TERLALU_BESAR)


def _periksa_daftar(arsip: zipfile.ZipFile) -> None:
    anggota = arsip.infolist()
    nama = [satu.filename.lower() for satu in anggota]
    if "[content_types].xml" not in nama or BUKU not in nama:
        raise XlsxDitolak(_S.BUKAN_XLSX)
    if len(set(nama)) != len(nama):
        raise XlsxDitolak(_S.XLSX_RUSAK)
    if len(anggota) > BATAS_ANGGOTA or sum(satu.file_size for satu in anggota) > BATAS_TOTAL:
        raise XlsxDitolak(_S.XLSX_TERLALU_BESAR)
    akhir = 0
    for satu in sorted(anggota, key=lambda a: a.header_offset):
        _periksa_anggota(satu)
        # Members that share their bytes multiply without being tightly packed.
        if satu.header_offset < akhir:
            raise XlsxDitolak(_S.XLSX_RUSAK)
        akhir = satu.header_offset + satu.compress_size


def _periksa_anggota(satu: zipfile.ZipInfo) -> None:
    if satu.flag_bits & 0x1:
        raise XlsxDitolak(_S.XLSX_TERKUNCI)
    if satu.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise XlsxDitolak(_S.XLSX_RUSAK)
    besar = satu.file_size
    padat = besar > PADAT_SEJAK and besar > BATAS_PADAT * max(1, satu.compress_size)
    if padat or besar > _batas_ukuran(satu.filename.lower()):
        raise XlsxDitolak(_S.XLSX_TERLALU_BESAR)


def _batas_ukuran(nama: str) -> int:
    if nama == TEKS_BERSAMA.lower():
        return BATAS_TEKS_BERSAMA
    return BATAS_TOTAL if nama.startswith(_LEMBAR) else BATAS_KECIL


def _periksa_isi(arsip: zipfile.ZipFile) -> None:
    """Refuse what has no business in a list of wages: macros, links, files inside the file."""
    for satu in arsip.infolist():
        nama = satu.filename.lower()
        if nama.endswith("vbaproject.bin") or "macrosheets/" in nama:
            raise XlsxDitolak(_S.XLSX_MAKRO)
        if nama.startswith("xl/externallinks/") or nama == "xl/connections.xml":
            raise XlsxDitolak(_S.XLSX_TAUTAN_LUAR)
        if nama.startswith("xl/embeddings/"):
            raise XlsxDitolak(_S.XLSX_ISI_ASING)
        if satu.is_dir():
            continue
        with arsip.open(satu) as isi:
            awal = isi.read(8)
        if awal.startswith(_AWAL_BERSARANG):
            raise XlsxDitolak(_S.XLSX_ISI_ASING)
    with arsip.open("[Content_Types].xml") as isi:
        jenis = isi.read()
    if b"macroEnabled" in jenis or b"vbaProject" in jenis:
        raise XlsxDitolak(_S.XLSX_MAKRO)
