"""Tries: how many, after what waits, and which are given back.

Tries that still run count as well, so that fifty at once are not fifty more chances.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class AkhirPercobaan(StrEnum):
    """How a try ended.

    A try is given back (DIKEMBALIKAN) when it gave only hints, when a service was down, when an
    instruction was exchanged, or when an officer found that the person was right.
    """

    BERJALAN = "BERJALAN"
    GAGAL = "GAGAL"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    LULUS = "LULUS"


@dataclass(frozen=True, slots=True)
class Percobaan:
    """One try: since when it counts (begun, or failed), and how it ended."""

    pada: datetime
    akhir: AkhirPercobaan


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanPercobaan:
    """Numbers of one kind of try, rows of configuration.

    Shape:  `jeda_detik` stands after the second, third, ... failure; none after the first.
    Unit:   the window in hours; tries before it no longer count.
    """

    batas: int = 5
    jeda_detik: tuple[int, ...] = (30, 300, 3600)
    jendela_jam: int = 24


KETENTUAN_WAJAH = KetentuanPercobaan()
# Five wrong sets of population data in 24 hours; the page itself shows what differs, no waits.
KETENTUAN_KEPENDUDUKAN = KetentuanPercobaan(jeda_detik=())
# Accounts of others or of nobody in 24 hours: more would be asking the bank who owns what.
KETENTUAN_REKENING = KetentuanPercobaan(batas=10, jeda_detik=())


@dataclass(frozen=True, slots=True)
class HasilPercobaan:
    """Whether another try may begin, how many are left, and when to come back if not.

    Shape:  `habis` = all are used up: the page now shows the other doors first.
    """

    boleh: bool
    sisa: int
    coba_lagi_pada: datetime | None
    habis: bool


def periksa_percobaan(
    riwayat: Iterable[Percobaan], sekarang: datetime, ketentuan: KetentuanPercobaan
) -> HasilPercobaan:
    """Tell whether a person may try again.

    Shape:  `riwayat` in any order; a try that passed clears those before it.
    Result: `sisa` counts running tries as used. `coba_lagi_pada` None when a try may begin now,
            and when only the end of a running one decides.
    """
    semua = sorted(riwayat, key=lambda satu: satu.pada)
    gagal = _sejak_lulus(semua, sekarang, ketentuan)
    berjalan = sum(satu.akhir is AkhirPercobaan.BERJALAN for satu in semua)
    sisa = max(0, ketentuan.batas - len(gagal) - berjalan)
    if len(gagal) >= ketentuan.batas:
        penentu = gagal[-ketentuan.batas]
        return HasilPercobaan(False, 0, penentu + _jendela(ketentuan), True)
    tunggu = gagal[-1] + _jeda(len(gagal), ketentuan) if gagal else None
    if tunggu is not None and tunggu > sekarang:
        return HasilPercobaan(False, sisa, tunggu, False)
    return HasilPercobaan(sisa > 0, sisa, None, False)


def _jendela(ketentuan: KetentuanPercobaan) -> timedelta:
    return timedelta(hours=ketentuan.jendela_jam)


def _jeda(jumlah_gagal: int, ketentuan: KetentuanPercobaan) -> timedelta:
    if jumlah_gagal < 2 or not ketentuan.jeda_detik:
        return timedelta(0)
    ke = min(jumlah_gagal - 2, len(ketentuan.jeda_detik) - 1)
    return timedelta(seconds=ketentuan.jeda_detik[ke])


def _sejak_lulus(
    terurut: Collection[Percobaan], sekarang: datetime, ketentuan: KetentuanPercobaan
) -> list[datetime]:
    gagal: list[datetime] = []
    for satu in terurut:
        if satu.akhir is AkhirPercobaan.LULUS:
            gagal.clear()
        elif satu.akhir is AkhirPercobaan.GAGAL and satu.pada > sekarang - _jendela(ketentuan):
            gagal.append(satu.pada)
    return gagal
