"""How long somebody has been a member, and which months of it lack a contribution.

Periods of several cards are joined first: a month counts once however many cards cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jmo.lib.tanggal import Periode, gabung_periode, lama_bulan, tambah_bulan

# Contributions of a month are due on the 15th of the next one.
HARI_JATUH_TEMPO = 15


class StatusKepesertaan(StrEnum):
    """State of one card."""

    AKTIF = "AKTIF"
    NONAKTIF = "NONAKTIF"
    DIGABUNG = "DIGABUNG"
    DIKLAIM = "DIKLAIM"


class SebabKeluar(StrEnum):
    """Why a membership ended, as the employer or the participant reports it."""

    RESIGN = "RESIGN"
    PHK = "PHK"
    PKWT = "PKWT"
    PENSIUN = "PENSIUN"
    BPU_BERHENTI = "BPU_BERHENTI"
    CACAT = "CACAT"
    MENINGGAL = "MENINGGAL"
    LN = "LN"


class SebabBolong(StrEnum):
    """Why a month has no contribution."""

    TIDAK_BEKERJA = "TIDAK_BEKERJA"
    BELUM_JATUH_TEMPO = "BELUM_JATUH_TEMPO"
    BELUM_DIBAYAR = "BELUM_DIBAYAR"


@dataclass(frozen=True, slots=True)
class Bolong:
    """Neighbouring months without a contribution for one reason; both ends are first days."""

    mulai: date
    sampai: date
    sebab: SebabBolong


def hitung_masa_bulan(masa: Iterable[Periode], *, pada: date) -> int:
    """Return the months of membership up to this day over all cards together.

    Shape:  one period per card; overlaps count once.
    Unit:   whole months of each joined period, and one more for every 30 days left over in all.
    Source: PP 46/2015 Art. 22 (ten years); the union over merged cards is our reading.
    """
    return lama_bulan(masa, pada)


def cari_bolong(
    masa: Iterable[Periode], dibayar: Set[date], *, hari_ini: date
) -> tuple[Bolong, ...]:
    """Return the months without a contribution, from the first month of membership on.

    Shape:  `dibayar` = first days of the months that were paid.
    Result: in order, neighbours of one reason joined. After the last employment nothing is missing.
    Source: due on the 15th of the next month (general practice, docs/regulasi.md#iuran).
    """
    gabungan = tuple(p for p in gabung_periode(masa) if p.mulai <= hari_ini)
    if not gabungan:
        return ()
    akhir = _awal_bulan(min(gabungan[-1].sampai or hari_ini, hari_ini))
    hasil: list[Bolong] = []
    bulan = _awal_bulan(gabungan[0].mulai)
    while bulan <= akhir:
        if bulan not in dibayar:
            _sambung(hasil, bulan, _sebab(bulan, gabungan, hari_ini))
        bulan = tambah_bulan(bulan, 1)
    return tuple(hasil)


def jatuh_tempo(bulan: date) -> date:
    """Return the last day on which the contributions of this month are paid in time."""
    return tambah_bulan(_awal_bulan(bulan), 1).replace(day=HARI_JATUH_TEMPO)


def _sebab(bulan: date, gabungan: tuple[Periode, ...], hari_ini: date) -> SebabBolong:
    bulan_depan = tambah_bulan(bulan, 1)
    bekerja = any(p.mulai < bulan_depan and (p.sampai or bulan) >= bulan for p in gabungan)
    if not bekerja:
        return SebabBolong.TIDAK_BEKERJA
    if hari_ini <= jatuh_tempo(bulan):
        return SebabBolong.BELUM_JATUH_TEMPO
    return SebabBolong.BELUM_DIBAYAR


def _sambung(hasil: list[Bolong], bulan: date, sebab: SebabBolong) -> None:
    akhir = hasil[-1] if hasil else None
    if akhir and akhir.sebab is sebab and tambah_bulan(akhir.sampai, 1) == bulan:
        hasil[-1] = Bolong(akhir.mulai, bulan, sebab)
    else:
        hasil.append(Bolong(bulan, bulan, sebab))


def _awal_bulan(tanggal: date) -> date:
    return tanggal.replace(day=1)
