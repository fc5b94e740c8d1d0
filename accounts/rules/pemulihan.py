"""What an account that was recovered may do: look at once, change nothing until it proved itself.

Money is held by `rules.masa_tenang`; here is what else stays closed: addresses and the account to
which money goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class KeadaanPulih(StrEnum):
    """How a recovered account stands."""

    BIASA = "BIASA"
    PERLU_BUKTI = "PERLU_BUKTI"
    TENANG = "TENANG"


@dataclass(frozen=True, slots=True)
class KetentuanPemulihan:
    """The numbers of recovery, rows of configuration."""

    tenang_jam: int = 12


@dataclass(frozen=True, slots=True)
class HasilPulih:
    """How it stands, and from when on it is like any other; None while a proof is missing."""

    keadaan: KeadaanPulih
    terbuka_pada: datetime | None = None


def baca_pemulihan(
    dipulihkan_pada: datetime | None,
    dibuktikan_pada: datetime | None,
    *,
    kini: datetime,
    ketentuan: KetentuanPemulihan,
) -> HasilPulih:
    """Return how an account stands after its newest recovery.

    Shape:  `dibuktikan_pada` = the newest proof that its owner sits there (face, or in person at a
            branch); one that is older than the recovery proves nothing.
    """
    if dipulihkan_pada is None:
        return HasilPulih(KeadaanPulih.BIASA)
    if dibuktikan_pada is None or dibuktikan_pada <= dipulihkan_pada:
        return HasilPulih(KeadaanPulih.PERLU_BUKTI)
    terbuka = dipulihkan_pada + timedelta(hours=ketentuan.tenang_jam)
    return HasilPulih(KeadaanPulih.BIASA if kini >= terbuka else KeadaanPulih.TENANG, terbuka)


def boleh_mengganti(hasil: HasilPulih, *, pertama: bool) -> bool:
    """Tell whether a contact or an account may be entered.

    Shape:  `pertama` = nothing proved of this kind stands yet, so nobody loses anything.
    """
    if hasil.keadaan is KeadaanPulih.TENANG:
        return pertama
    return hasil.keadaan is KeadaanPulih.BIASA
