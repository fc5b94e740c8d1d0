"""What an invariant is, the list of all of them, and how they are checked.

The list is open upwards: an app above registers what the book alone cannot know (`daftarkan`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

# Sorting millions of entries on disk takes six times as long as in memory.
MEMORI_KERJA = "256MB"


@dataclass(frozen=True, slots=True)
class Invarian:
    """One invariant: its mark, what it says, and the SELECT that finds breaches.

    Shape:  `kode` I1 to I10 as the book's design names them, R1 and on for the chain of hashes.
    """

    kode: str
    bunyi: str
    sql: str

    @property
    def rantai(self) -> bool:
        """Tell whether this one is about the chain of hashes."""
        return self.kode.startswith("R")


@dataclass(frozen=True, slots=True)
class HasilInvarian:
    """How many breaches there are, the first few of them, and how long it took."""

    invarian: Invarian
    jumlah: int
    contoh: tuple[tuple[object, ...], ...]
    detik: float

    @property
    def dipenuhi(self) -> bool:
        """Tell whether nothing was found."""
        return self.jumlah == 0


_DAFTAR: dict[str, Invarian] = {}


def daftarkan(invarian: Iterable[Invarian]) -> None:
    """Add invariants to those that are checked; one mark and sentence stand once."""
    for satu in invarian:
        _DAFTAR[f"{satu.kode} {satu.bunyi}"] = satu


def semua_invarian() -> tuple[Invarian, ...]:
    """Return every registered invariant, I1 first, the chain last."""
    return tuple(sorted(_DAFTAR.values(), key=_urutan))


def _urutan(satu: Invarian) -> tuple[bool, int, str]:
    angka = "".join(huruf for huruf in satu.kode if huruf.isdigit())
    return satu.rantai, int(angka or 0), satu.bunyi


def periksa_invarian(
    daftar: Sequence[Invarian] | None = None, *, contoh: int = 5
) -> tuple[HasilInvarian, ...]:
    """Return for each invariant how many breaches the database holds now.

    Shape:  all that are registered unless `daftar` says which.
    """
    hasil = []
    with connection.cursor() as kursor:
        kursor.execute("SHOW work_mem")
        (semula,) = kursor.fetchone()
        kursor.execute(f"SET work_mem = '{MEMORI_KERJA}'")
        try:
            for satu in semua_invarian() if daftar is None else daftar:
                mulai = time.perf_counter()
                kursor.execute(
                    f"SELECT count(*) OVER (), langgar.* FROM ({satu.sql}) langgar LIMIT %s",  # noqa: S608 - ours
                    [contoh],
                )
                baris = kursor.fetchall()
                hasil.append(
                    HasilInvarian(
                        satu,
                        jumlah=int(baris[0][0]) if baris else 0,
                        contoh=tuple(tuple(isi[1:]) for isi in baris),
                        detik=time.perf_counter() - mulai,
                    )
                )
        finally:
            kursor.execute(f"SET work_mem = '{semula}'")
    return tuple(hasil)
