"""XML of a workbook's parts: a stream of events, without entities, tokens of bounded length."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from jmo.lib.xlsx.tolak import SebabTolak, XlsxDitolak

POTONGAN = 1 << 16
# A token that is not finished is parsed anew with each piece: quadratic, and kept in memory.
BATAS_TOKEN = 1 << 20


def urai(
    arsip: zipfile.ZipFile,
    nama: str,
    *,
    buka: Callable[[str, dict[str, str]], None],
    tutup: Callable[[str], None],
    teks: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Parse one part piece by piece; yields after each piece, so that a caller can take rows.

    Shape:  names of elements without prefix. A caller that has enough stops iterating.
    Raises: XlsxDitolak for what is no XML, declares a document type, or does not hold together.
    """
    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.StartElementHandler = lambda nama, isi: buka(_lokal(nama), isi)
    pengurai.EndElementHandler = lambda nama: tutup(_lokal(nama))
    pengurai.CharacterDataHandler = teks
    pengurai.StartDoctypeDeclHandler = _tolak_doctype
    dibaca = 0
    try:
        with arsip.open(nama) as isi:
            while potongan := isi.read(POTONGAN):
                pengurai.Parse(potongan, False)
                dibaca += len(potongan)
                if dibaca - pengurai.CurrentByteIndex > BATAS_TOKEN:
                    raise XlsxDitolak(SebabTolak.XLSX_TERLALU_BESAR)
                yield
            pengurai.Parse(b"", True)
            yield
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, KeyError) as galat:
        raise XlsxDitolak(SebabTolak.XLSX_RUSAK) from galat


def urai_semua(arsip: zipfile.ZipFile, nama: str, **penangan: Any) -> None:
    """Parse one part to its end."""
    for _ in urai(arsip, nama, **penangan):
        pass


def _lokal(nama: str) -> str:
    return nama.rpartition(":")[2] if ":" in nama else nama


def _tolak_doctype(*_: Any) -> None:
    raise XlsxDitolak(SebabTolak.XLSX_ENTITAS)
