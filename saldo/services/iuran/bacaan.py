"""The file itself: its fingerprint, its lines in bounded memory, each row against the law."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BufferedReader, BytesIO, TextIOWrapper
from itertools import islice
from typing import TypeAlias

from accounts.services.peserta import provinsi_nik
from saldo.rules.iuran import (
    BarisIuran,
    GalatBaris,
    KetentuanIuran,
    SebabGalat,
    baca_berkas,
    periksa_baris,
    susun_ketentuan_iuran,
)
from saldo.rules.iuran.berkas import PANJANG_BARIS
from saldo.rules.iuran.besaran import bulan_ketentuan
from saldo.rules.ketentuan import BarisKetentuan, pilih_berlaku

TUMPUK = 5_000
BerkasMasuk: TypeAlias = BytesIO | BufferedReader


def sidik_berkas(berkas: BerkasMasuk) -> str:
    """Return the SHA-256 of the bytes, and leave the file at its beginning."""
    sidik = hashlib.sha256()
    berkas.seek(0)
    while potongan := berkas.read(1 << 20):
        sidik.update(potongan)
    berkas.seek(0)
    return sidik.hexdigest()


def baca_tumpuk(berkas: BerkasMasuk) -> Iterator[list[BarisIuran | GalatBaris]]:
    """Yield what the file holds in batches; the file stays open."""
    teks = TextIOWrapper(berkas, encoding="utf-8", errors="surrogateescape")
    try:
        isi = baca_berkas(_baris(teks), provinsi=provinsi_nik())
        while tumpuk := list(islice(isi, TUMPUK)):
            yield tumpuk
    finally:
        # The wrapper would close the caller's file when it is collected.
        teks.detach()


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
