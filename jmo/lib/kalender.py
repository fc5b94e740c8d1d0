"""Working days: national holidays and joint leave, so that a promise in days can be kept."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays


@cache
def _libur_setahun(tahun: int) -> frozenset[date]:
    # Joint leave days come only with the category of the government.
    kalender = holidays.country_holidays("ID", years=tahun, categories=("public", "government"))
    return frozenset(kalender)


def libur(tanggal: date) -> bool:
    """Tell whether nobody works on this day, weekends apart."""
    return tanggal in _libur_setahun(tanggal.year)
