"""A person's own lock on withdrawals: on at once, off only some hours after it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class KeadaanKunci(StrEnum):
    """How a lock stands: off, on, or on for the hours until it opens."""

    MATI = "MATI"
    MENYALA = "MENYALA"
    DIBUKA = "DIBUKA"


@dataclass(frozen=True, slots=True)
class KetentuanKunci:
    """How long a lock stays on after its owner asked for its opening."""

    jeda_jam: int = 12


def baca_kunci(
    sejak: datetime | None, dibuka_pada: datetime | None, *, kini: datetime
) -> KeadaanKunci:
    """Return how a lock stands at this instant.

    Shape:  `sejak` = since when it is on, None = never; `dibuka_pada` = when it opens, None while
            nobody asked for that.
    """
    if sejak is None:
        return KeadaanKunci.MATI
    if dibuka_pada is None:
        return KeadaanKunci.MENYALA
    return KeadaanKunci.DIBUKA if kini < dibuka_pada else KeadaanKunci.MATI


def waktu_buka(kini: datetime, ketentuan: KetentuanKunci) -> datetime:
    """Return when a lock opens whose opening is asked for now."""
    return kini + timedelta(hours=ketentuan.jeda_jam)
