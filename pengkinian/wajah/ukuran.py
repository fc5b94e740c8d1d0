"""How often the match errs: pairs of pictures of which somebody knows whether they show one person.

Measures what `pencocokan` decides with, on pictures that the caller brings; nothing is kept.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jmo.lib.gambar import GambarDitolak
from pengkinian.wajah import detektor
from pengkinian.wajah.gambar import baca
from pengkinian.wajah.pencocokan import jarak

AMBANG_DICETAK = (0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65)
_YA_TIDAK = {"yes": True, "no": False, "ya": True, "tidak": False}
Enkoding = npt.NDArray[np.float64]


class BerkasPasanganSalah(ValueError):
    """The list of pairs cannot be read; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class Pasangan:
    """Two file names, whether they show one person, and the group to count them in."""

    satu: str
    dua: str
    sama: bool
    kelompok: str = ""


@dataclass(frozen=True, slots=True)
class Kesalahan:
    """Errors at one threshold.

    Shape:  `salah_cocok` = pairs of two people that were taken for one, of `beda`; `salah_tolak` =
            pairs of one person that were not, of `sama`.
    """

    ambang: float
    salah_cocok: int
    beda: int
    salah_tolak: int
    sama: int

    @property
    def laju_salah_cocok(self) -> float | None:
        """Return the false-match rate, None without a pair to measure it on."""
        return self.salah_cocok / self.beda if self.beda else None

    @property
    def laju_salah_tolak(self) -> float | None:
        """Return the false-non-match rate, None without a pair to measure it on."""
        return self.salah_tolak / self.sama if self.sama else None


@dataclass
class HasilUkur:
    """What was measured.

    Shape:  `jarak` = distance of each pair that could be compared, None where a face is missing;
            `tanpa_wajah` and `ditolak` = file names; `detik` = seconds for each picture read.
    """

    pasangan: list[Pasangan]
    jarak: list[float | None] = field(default_factory=list)
    tanpa_wajah: list[str] = field(default_factory=list)
    ditolak: list[str] = field(default_factory=list)
    detik: list[float] = field(default_factory=list)

    def kelompok(self) -> list[str]:
        """Return the groups that were named, in the order of their first pair."""
        return [satu for satu in dict.fromkeys(p.kelompok for p in self.pasangan) if satu]

    def kesalahan(
        self, ambang: Iterable[float] = AMBANG_DICETAK, *, kelompok: str | None = None
    ) -> list[Kesalahan]:
        """Return the errors at each threshold, of one group or of all.

        A pair of one person whose face was not found counts as not matched: to that person it is.
        """
        baris = [
            (p.sama, j)
            for p, j in zip(self.pasangan, self.jarak, strict=True)
            if kelompok is None or p.kelompok == kelompok
        ]
        beda = [j for sama, j in baris if not sama and j is not None]
        sama = [j for sama, j in baris if sama]
        return [
            Kesalahan(
                batas,
                sum(j <= batas for j in beda),
                len(beda),
                sum(j is None or j > batas for j in sama),
                len(sama),
            )
            for batas in ambang
        ]


def baca_pasangan(teks: str) -> list[Pasangan]:
    """Read pairs: a header row, then two file names, Yes or No, and perhaps a group.

    Raises: BerkasPasanganSalah.
    """
    baris = [satu for satu in csv.reader(StringIO(teks)) if any(sel.strip() for sel in satu)]
    if len(baris) < 2:
        raise BerkasPasanganSalah("no pair stands below the header row")
    return [_pasangan(nomor, isi) for nomor, isi in enumerate(baris[1:], start=2)]


def _pasangan(nomor: int, isi: Sequence[str]) -> Pasangan:
    sel = [satu.strip() for satu in isi]
    if len(sel) not in {3, 4}:
        raise BerkasPasanganSalah(f"line {nomor}: two file names, Yes or No, and at most a group")
    sama = _YA_TIDAK.get(sel[2].lower())
    if sama is None:
        raise BerkasPasanganSalah(f"line {nomor}: the third column says Yes or No")
    if not sel[0] or not sel[1]:
        raise BerkasPasanganSalah(f"line {nomor}: a file name is missing")
    return Pasangan(sel[0], sel[1], sama, sel[3] if len(sel) == 4 else "")


def ukur_pasangan(
    folder: Path, pasangan: Sequence[Pasangan], *, setiap: Callable[[str], None] = lambda _: None
) -> HasilUkur:
    """Encode each picture once and compare every pair.

    Shape:  `setiap` is told each file name before it is read.
    Raises: BerkasPasanganSalah for a name that is no file inside the folder.
    """
    detektor.muat()
    hasil = HasilUkur(list(pasangan))
    enkoding: dict[str, Enkoding | None] = {}
    for nama in dict.fromkeys(satu for p in pasangan for satu in (p.satu, p.dua)):
        setiap(nama)
        enkoding[nama] = _enkode(_berkas(folder, nama), nama, hasil)
    for p in pasangan:
        satu, dua = enkoding[p.satu], enkoding[p.dua]
        hasil.jarak.append(None if satu is None or dua is None else jarak(satu, dua))
    return hasil


def _berkas(folder: Path, nama: str) -> Path:
    akar = folder.resolve()
    berkas = (akar / nama).resolve()
    if not berkas.is_relative_to(akar) or not berkas.is_file():
        raise BerkasPasanganSalah(f"{nama}: no such file in the folder")
    return berkas


def _enkode(berkas: Path, nama: str, hasil: HasilUkur) -> Enkoding | None:
    mulai = time.perf_counter()
    try:
        gambar = baca(berkas.read_bytes())
    except GambarDitolak:
        hasil.ditolak.append(nama)
        return None
    wajah = detektor.cari_wajah(gambar)
    enkoding = detektor.enkode(gambar, wajah[0]) if wajah else None
    hasil.detik.append(time.perf_counter() - mulai)
    if enkoding is None:
        hasil.tanpa_wajah.append(nama)
    return enkoding
