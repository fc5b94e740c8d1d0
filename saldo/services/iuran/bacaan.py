"""The file itself: its fingerprint, its rows in bounded memory, each row against the law.

What kind of file it is its content says, never its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from io import BufferedRandom, BufferedReader, BytesIO, TextIOWrapper
from itertools import islice
from typing import TypeAlias

from accounts.services.peserta import provinsi_nik
from jmo.lib.xlsx import BukuKerja, XlsxDitolak, buka_buku_kerja
from jmo.lib.xlsx.wadah import tampak_biner
from saldo.rules.iuran import (
    BarisIuran,
    GalatBaris,
    KetentuanIuran,
    SebabGalat,
    baca_berkas,
    periksa_baris,
    susun_ketentuan_iuran,
)
from saldo.rules.iuran.berkas import BATAS_BARIS, PANJANG_BARIS, baca_sel
from saldo.rules.iuran.besaran import bulan_ketentuan
from saldo.rules.iuran.lembar import susun_sel
from saldo.rules.ketentuan import BarisKetentuan, pilih_berlaku

TUMPUK = 5_000
BerkasMasuk: TypeAlias = BytesIO | BufferedReader | BufferedRandom
_BOM_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def sidik_berkas(berkas: BerkasMasuk) -> str:
    """Return the SHA-256 of the bytes, and leave the file at its beginning."""
    sidik = hashlib.sha256()
    berkas.seek(0)
    while potongan := berkas.read(1 << 20):
        sidik.update(potongan)
    berkas.seek(0)
    return sidik.hexdigest()


@dataclass(slots=True)
class Bacaan:
    """An opened file; `baris_dinyatakan` = rows it seems to have, 0 when only reading tells.

    Shape:  `lembar_lain` = sheets of a workbook that hold something and are not read.
    """

    berkas: BerkasMasuk
    buku: BukuKerja | None = None
    galat: GalatBaris | None = None

    @property
    def lembar_lain(self) -> tuple[str, ...]:
        """Names of sheets that are left out."""
        return self.buku.lembar_lain if self.buku else ()

    @property
    def baris_dinyatakan(self) -> int:
        """How many rows to expect, for showing progress alone."""
        if self.buku is not None:
            return max(0, self.buku.baris_dinyatakan - 1)
        return 0 if self.galat else _hitung_baris(self.berkas)

    def tumpuk(self) -> Iterator[list[BarisIuran | GalatBaris]]:
        """Yield what the file holds in batches; the file stays open."""
        if self.galat is not None:
            yield [self.galat]
            return
        isi = self._dari_buku(self.buku) if self.buku else self._dari_teks()
        # The next batch is read while the database is busy with this one.
        with ThreadPoolExecutor(1, thread_name_prefix="bacaan") as kolam:
            nanti = kolam.submit(_ambil, isi)
            while tumpuk := nanti.result():
                nanti = kolam.submit(_ambil, isi)
                yield tumpuk

    def _dari_buku(self, buku: BukuKerja) -> Iterator[BarisIuran | GalatBaris]:
        try:
            yield from baca_sel(susun_sel(buku.baris()), provinsi=provinsi_nik())
        except XlsxDitolak as ditolak:
            yield _galat_xlsx(ditolak)

    def _dari_teks(self) -> Iterator[BarisIuran | GalatBaris]:
        teks = TextIOWrapper(self.berkas, encoding="utf-8", errors="surrogateescape")
        try:
            yield from baca_berkas(_baris(teks), provinsi=provinsi_nik())
        finally:
            # The wrapper would close the caller's file when it is collected.
            teks.detach()


def buka_bacaan(berkas: BerkasMasuk) -> Bacaan:
    """Find out what kind of file this is and open it, in little time whatever it holds."""
    berkas.seek(0)
    awal = berkas.read(64)
    berkas.seek(0)
    if awal.startswith(_BOM_UTF_16):
        return Bacaan(berkas, galat=GalatBaris(1, "", SebabGalat.UTF_16))
    if not tampak_biner(awal):
        return Bacaan(berkas)
    try:
        buku = buka_buku_kerja(berkas)
    except XlsxDitolak as ditolak:
        return Bacaan(berkas, galat=_galat_xlsx(ditolak))
    if buku.baris_dinyatakan > BATAS_BARIS + 1:
        sebab = SebabGalat.TERLALU_BANYAK_BARIS
        galat = GalatBaris(1, "", sebab, {"batas": BATAS_BARIS})
        return Bacaan(berkas, galat=galat)
    return Bacaan(berkas, buku)


def _ambil(isi: Iterator[BarisIuran | GalatBaris]) -> list[BarisIuran | GalatBaris]:
    return list(islice(isi, TUMPUK))


def _galat_xlsx(ditolak: XlsxDitolak) -> GalatBaris:
    return GalatBaris(ditolak.baris, "", SebabGalat(ditolak.sebab.value))


def _hitung_baris(berkas: BerkasMasuk) -> int:
    berkas.seek(0)
    banyak = 0
    while potongan := berkas.read(1 << 20):
        banyak += potongan.count(b"\n")
        akhir = potongan[-1:]
    berkas.seek(0)
    return max(0, banyak - (1 if banyak and akhir == b"\n" else 0))


def _baris(teks: TextIOWrapper) -> Iterator[str]:
    """Yield lines, of a line without end only its beginning: memory stays bounded."""
    batas = PANJANG_BARIS + 2
    while baris := teks.readline(batas):
        yield baris
        while len(baris) == batas and not baris.endswith("\n"):
            baris = teks.readline(batas)


@dataclass(slots=True)
class PemeriksaHukum:
    """Checks rows against the parameters of their month, each month looked up once."""

    ketentuan: tuple[BarisKetentuan, ...]
    hari_ini: date
    _per_bulan: dict[date, KetentuanIuran | None] = field(default_factory=dict)

    def periksa(self, baris: BarisIuran) -> tuple[GalatBaris, ...]:
        """Return what does not add up in this row."""
        berlaku = self._berlaku(bulan_ketentuan(baris.bulan))
        if berlaku is None:
            return (GalatBaris(baris.baris, "bulan", SebabGalat.KETENTUAN_TIDAK_ADA),)
        return periksa_baris(baris, ketentuan=berlaku, hari_ini=self.hari_ini)

    def _berlaku(self, bulan: date) -> KetentuanIuran | None:
        if bulan not in self._per_bulan:
            try:
                isi = susun_ketentuan_iuran(pilih_berlaku(self.ketentuan, bulan))
            except ValueError:
                isi = None
            self._per_bulan[bulan] = isi
        return self._per_bulan[bulan]
