"""What a file would change, row by row, told to whoever watches the import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from saldo.services.iuran.impor import HasilImpor


class JenisBeda(StrEnum):
    """The kinds of change."""

    BARU = "BARU"
    KOREKSI = "KOREKSI"
    KARTU_BARU = "KARTU_BARU"
    KELUAR = "KELUAR"


@dataclass(frozen=True, slots=True)
class Beda:
    """One change; the same file against the same records gives the same changes.

    Shape:  `kpj` as the file names the card, empty for a joiner (the number is issued at random);
            `lama` and `baru` = wage, four parts, day of payment; `lama` empty where nothing stood.
    """

    jenis: JenisBeda
    baris: int
    kpj: str = field(repr=False)
    bulan: date
    lama: tuple[int | date, ...] = field(default=(), repr=False)
    baru: tuple[int | date, ...] = field(default=(), repr=False)
    tanggal_keluar: date | None = None
    sebab_keluar: str = ""


class Pemantau(Protocol):
    """Watches one import from inside its transaction."""

    def maju(self, baris: int) -> None:
        """Take note that so many rows were dealt with; called between batches."""

    def membukukan(self, baris: int) -> None:
        """Take note that all rows were read and the long part begins, in which nobody calls."""

    def catat(self, beda: Beda) -> None:
        """Take note of a change."""

    def sebelum_tetap(self, hasil: HasilImpor) -> None:
        """Look at the result before it is committed; what is raised here undoes everything."""


class TanpaPemantau:
    """Watches nothing."""

    def maju(self, baris: int) -> None:
        """Ignore it."""

    def membukukan(self, baris: int) -> None:
        """Ignore it."""

    def catat(self, beda: Beda) -> None:
        """Ignore it."""

    def sebelum_tetap(self, hasil: HasilImpor) -> None:
        """Agree."""
