"""The hourly caps of the institution: more than three ordinary peaks within an hour is not normal.

An ordinary peak is the median, over the days with payments, of each day's busiest hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from jmo.lib.uang import Rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanPagu:
    """Numbers of our choice, rows of configuration.

    Shape:  below `hari_minimum` days with payments nothing can be called ordinary: no cap. The
            floors keep a quiet season from stopping a normal day.
    """

    kali: int = 3
    hari: int = 28
    hari_minimum: int = 7
    banyak_minimum: int = 100
    jumlah_minimum: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Jam:
    """What went out within one hour."""

    banyak: int
    jumlah: Rupiah


def hitung_pagu(puncak: Sequence[Jam], ketentuan: KetentuanPagu) -> Jam | None:
    """Return the caps by count and by rupiah; None while there are too few days to tell.

    Shape:  `puncak` = the most payments and the most money of an hour, one per day with payments.
    """
    if len(puncak) < ketentuan.hari_minimum:
        return None
    banyak = median_high([satu.banyak for satu in puncak])
    jumlah = median_high([satu.jumlah for satu in puncak])
    return Jam(
        max(ketentuan.kali * banyak, ketentuan.banyak_minimum),
        Rupiah(max(ketentuan.kali * jumlah, ketentuan.jumlah_minimum)),
    )


def melewati_pagu(jam: Jam, pagu: Jam) -> bool:
    """Tell whether more payments, or more money, went out than the caps allow."""
    return jam.banyak > pagu.banyak or jam.jumlah > pagu.jumlah
