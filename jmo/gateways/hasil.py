"""The four ways in which a conversation with another system can end.

Closed on purpose: callers `match` on them and mypy proves that none is forgotten. Exceptions never
stand for "unknown"; what may have reached the other side is `BelumPasti`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Berhasil(Generic[T]):
    """The other side did it, and said so in a form that we understand."""

    data: T


@dataclass(frozen=True, slots=True)
class Ditolak:
    """The other side refused for good; `kode` is theirs, `pesan` safe to log."""

    kode: str
    pesan: str = ""


@dataclass(frozen=True, slots=True)
class BelumPasti:
    """It may have happened: only asking again tells. `sebab` is safe to log."""

    sebab: str


@dataclass(frozen=True, slots=True)
class TidakTersedia:
    """Nothing was done and nothing sent that counts: try later."""

    sebab: str
    coba_lagi_pada: datetime | None = None


Hasil: TypeAlias = Berhasil[T] | Ditolak | BelumPasti | TidakTersedia
