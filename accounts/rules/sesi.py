"""Sessions: when one ends by itself, and how much of it is left.

Reading and ending rows are services; here is only the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanSesi:
    """The numbers of sessions, rows of configuration."""

    diam: timedelta = timedelta(minutes=15)
    lama: timedelta = timedelta(hours=12)
    # Seconds before the end at which the page asks whether somebody is still there.
    peringatan_detik: int = 120
    # A row is written at most this often, so a session may end this much earlier, never later.
    jeda_sentuh: timedelta = timedelta(seconds=30)


KETENTUAN_SESI = KetentuanSesi()


class AkhirSesi(StrEnum):
    """Why a session ended by itself."""

    DIAM = "DIAM"
    LAMA = "LAMA"


def periksa_sesi(
    *, masuk_pada: datetime, terakhir_pada: datetime, kini: datetime, ketentuan: KetentuanSesi
) -> AkhirSesi | None:
    """Tell why a session is over, None while it lives.

    Result: LAMA before DIAM: twelve hours are over whatever was done meanwhile.
    """
    if kini - masuk_pada >= ketentuan.lama:
        return AkhirSesi.LAMA
    return AkhirSesi.DIAM if kini - terakhir_pada >= ketentuan.diam else None


def sisa_detik(
    *, masuk_pada: datetime, terakhir_pada: datetime, kini: datetime, ketentuan: KetentuanSesi
) -> int:
    """Return the whole seconds after which the session ends if nothing happens.

    Result: 0 when it is over.
    """
    akhir = min(masuk_pada + ketentuan.lama, terakhir_pada + ketentuan.diam)
    return max(0, int((akhir - kini).total_seconds()))


def perlu_disentuh(*, terakhir_pada: datetime, kini: datetime, ketentuan: KetentuanSesi) -> bool:
    """Tell whether an act now must be written down."""
    return kini - terakhir_pada >= ketentuan.jeda_sentuh
