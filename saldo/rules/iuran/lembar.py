"""Rows of a workbook as the same cells of text that a CSV file has, or why one cannot be taken.

A spreadsheet changes what was typed: it drops leading zeros, keeps 15 digits, turns months into
days. What may have been changed is refused, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jmo.lib.xlsx import Sel
from saldo.rules.iuran.berkas import KOLOM, PANJANG_BARIS, galat_jumlah_kolom
from saldo.rules.iuran.isi import GalatBaris, SebabGalat

_S = SebabGalat
_RUPIAH = frozenset(("upah", "jht_pemberi_kerja", "jht_pekerja", "jp_pemberi_kerja", "jp_pekerja"))
_TANGGAL = frozenset({"tanggal_lahir", "tanggal_bayar", "tanggal_keluar"})
_BULAT = re.compile(r"(-?[0-9]{1,15})(\.0+)?")


def susun_sel(
    baris: Iterable[tuple[int, Sequence[Sel | None]]],
) -> Iterator[tuple[int, Sequence[str] | list[GalatBaris]]]:
    """Yield line number and cells as text, or what is wrong with them; the header comes first.

    Shape:  as `baca_sel` takes it; rows that hold nothing are left out by whoever reads cells.
    """
    for nomor, sel in baris:
        if nomor == 1:
            yield nomor, [satu.isi if satu is not None else "" for satu in sel]
        else:
            yield nomor, _satu(nomor, sel)


def _satu(nomor: int, sel: Sequence[Sel | None]) -> Sequence[str] | list[GalatBaris]:
    if len(sel) > len(KOLOM):
        return [galat_jumlah_kolom(nomor, len(sel))]
    lengkap = [*sel, *[None] * (len(KOLOM) - len(sel))]
    hasil: list[str] = []
    galat: list[GalatBaris] = []
    for kolom, satu in zip(KOLOM, lengkap, strict=True):
        nilai = "" if satu is None else _teks(kolom, satu)
        if isinstance(nilai, SebabGalat):
            galat.append(GalatBaris(nomor, kolom, nilai))
        else:
            hasil.append(nilai)
    if sum(map(len, hasil)) > PANJANG_BARIS:
        return [GalatBaris(nomor, "", _S.BARIS_TERLALU_PANJANG, {"batas": PANJANG_BARIS})]
    return galat or hasil


def _teks(kolom: str, sel: Sel) -> str | SebabGalat:
    """Return the text of one cell, or why it cannot be trusted."""
    match sel.jenis:
        case "teks":
            return sel.isi.strip()
        case "rumus" | "galat":
            return _S.RUMUS if sel.jenis == "rumus" else _S.SEL_GALAT
        case "angka":
            return _angka(kolom, sel.isi)
        case "tanggal" if kolom in _TANGGAL:
            return sel.isi
        case "tanggal" if kolom == "bulan" and sel.isi.endswith("-01"):
            return sel.isi[:7]
        case _:
            return _salah_jenis(kolom)


def _angka(kolom: str, isi: str) -> str | SebabGalat:
    if kolom in _RUPIAH:
        bulat = _BULAT.fullmatch(isi)
        return bulat.group(1) if bulat else _S.DESIMAL
    if kolom == "nik":
        return _S.NIK_JADI_ANGKA
    if kolom in {"npp", "kpj"}:
        return _S.NOMOR_JADI_ANGKA
    return _salah_jenis(kolom)


def _salah_jenis(kolom: str) -> SebabGalat:
    if kolom in _TANGGAL:
        return _S.TANGGAL_BENTUK
    if kolom == "bulan":
        return _S.BULAN_BENTUK
    return _S.BUKAN_RUPIAH_BULAT if kolom in _RUPIAH else _S.SEL_BUKAN_TEKS
