"""Working days: national holidays and joint leave, so that a promise in days can be kept.

The library knows what was decreed when it was built. What was decreed later is data of the
caller, and wins over it.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import date
from functools import cache

import holidays

BULAN_PENGINGAT = 11


@cache
def _libur_setahun(tahun: int) -> frozenset[date]:
    # Joint leave days come only with the category of the government.
    kalender = holidays.country_holidays("ID", years=tahun, categories=("public", "government"))
    return frozenset(kalender)


def libur(tanggal: date) -> bool:
    """Tell whether nobody works on this day by the library, weekends apart."""
    return tanggal in _libur_setahun(tanggal.year)


def susun_kalender(*, tambahan: Set[date], dicabut: Set[date]) -> Callable[[date], bool]:
    """Return the question "is this a holiday?" with decreed changes laid over the library.

    Shape:  a date stands in one of the two at most; `tambahan` is a holiday whatever the library
            says, `dicabut` is none.
    Raises: ValueError for a date that stands in both.
    """
    if tambahan & dicabut:
        raise ValueError("kalender_bertentangan")
    return lambda tanggal: tanggal in tambahan or (libur(tanggal) and tanggal not in dicabut)


def tahun_belum_ditetapkan(*, hari_ini: date, ditetapkan: Set[int]) -> tuple[int, ...]:
    """Return the years whose holidays somebody has to hold against the decree now.

    Result: the running year, and from 1 November the next one, when not confirmed yet.
    """
    perlu = [hari_ini.year]
    if hari_ini.month >= BULAN_PENGINGAT:
        perlu.append(hari_ini.year + 1)
    return tuple(tahun for tahun in perlu if tahun not in ditetapkan)
