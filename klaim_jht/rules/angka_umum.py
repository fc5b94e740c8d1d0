"""Which figures of a day may be told: too few claims say nothing, and would point at people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

CUKUP_MEDIAN = 5
CUKUP_P95 = 20


@dataclass(frozen=True, slots=True)
class AngkaUmum:
    """What is told. None = too few to say.

    Unit:   `persen_mesin` in whole per cent, rounded down.
    """

    median: timedelta | None
    p95: timedelta | None
    persen_mesin: int | None


def susun_angka_umum(
    *, dibayar: int, tanpa_petugas: int, median: timedelta | None, p95: timedelta | None
) -> AngkaUmum:
    """Return the figures that this many claims can carry.

    Shape:  0 ≤ tanpa_petugas ≤ dibayar.
    Result: the median and the share from 5 claims on, the 95th percentile from 20 on.
    Raises: ValueError when more were settled by machine than were paid.
    """
    if not 0 <= tanpa_petugas <= dibayar:
        raise ValueError("angka_tidak_mungkin")
    cukup = dibayar >= CUKUP_MEDIAN
    return AngkaUmum(
        median=median if cukup else None,
        p95=p95 if dibayar >= CUKUP_P95 else None,
        persen_mesin=tanpa_petugas * 100 // dibayar if cukup else None,
    )
