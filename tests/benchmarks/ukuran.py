"""One figure with its goal; what `make bench` prints."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Literal

_BANDING = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A measured value against its goal; `catatan` says what an absolute value depends on."""

    nama: str
    nilai: float
    operator: Literal["<=", ">="]
    batas: float
    catatan: str = ""

    @property
    def tercapai(self) -> bool:
        """Tell whether the goal is met."""
        return bool(_BANDING[self.operator](self.nilai, self.batas))

    def __str__(self) -> str:
        """Print as `ukuran NAME VALUE OP GOAL`."""
        ekor = f"  # {self.catatan}" if self.catatan else ""
        return f"ukuran {self.nama} {self.nilai:.3g} {self.operator} {self.batas:g}{ekor}"
