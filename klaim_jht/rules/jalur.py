"""Over which rail a payment goes, and when that rail is open.

To an account of our own bank the bank books it itself, at any time. To another bank it goes over
BI-FAST, at any time, up to that rail's limit; above it over RTGS, on working days within its hours.
A payment is never split. What the bank announced as closed hours is data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from jmo.lib.tanggal import WIB, Libur, hari_ini_wib, tambah_hari_kerja


class Jalur(StrEnum):
    """A rail."""

    SESAMA = "SESAMA"
    BIFAST = "BIFAST"
    RTGS = "RTGS"


class SebabTunda(StrEnum):
    """Why a payment that may be sent is not sent yet."""

    BANK_TUTUP = "BANK_TUTUP"
    JAM_RTGS = "JAM_RTGS"


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanJalur:
    """The numbers of the rails.

    Shape:  `rtgs_tutup` leaves the bank time before its own last minute.
    Unit:   whole rupiah; times of day in WIB.
    Source: limit of one BI-FAST transfer Rp250.000.000; the hours are our choice.
    """

    batas_bifast: int = 250_000_000
    rtgs_buka: time = time(8, 0)
    rtgs_tutup: time = time(15, 0)

    def __post_init__(self) -> None:
        """Refuse hours that never open."""
        if self.rtgs_buka >= self.rtgs_tutup or self.batas_bifast < 1:
            raise ValueError("jam_rtgs_terbalik")


KETENTUAN_JALUR = KetentuanJalur()


@dataclass(frozen=True, slots=True)
class Jendela:
    """Closed hours; `jalur` None = of every rail. Closed at `mulai`, open again at `sampai`."""

    jalur: Jalur | None
    mulai: datetime
    sampai: datetime


@dataclass(frozen=True, slots=True)
class Kiriman:
    """When a payment may be sent; `sebab` None = at once."""

    pada: datetime
    sebab: SebabTunda | None = None


def pilih_jalur(*, sesama: bool, jumlah: int, ketentuan: KetentuanJalur = KETENTUAN_JALUR) -> Jalur:
    """Return the rail for this amount; `sesama` = the account is at our own bank.

    Source: docs/regulasi.md#jalur-bank.
    """
    if sesama:
        return Jalur.SESAMA
    return Jalur.BIFAST if jumlah <= ketentuan.batas_bifast else Jalur.RTGS


def waktu_kirim(
    *,
    jalur: Jalur,
    kini: datetime,
    libur: Libur,
    jendela: Sequence[Jendela] = (),
    ketentuan: KetentuanJalur = KETENTUAN_JALUR,
) -> Kiriman:
    """Return the first instant from `kini` on at which this rail is open, and why not earlier.

    Shape:  the reason is the first obstacle; both hours and windows are honoured together.
    Raises: ValueError for an instant without a zone.
    """
    pada, sebab = kini, None
    while True:
        lanjut, alasan = _berikut(jalur, pada, libur, jendela, ketentuan)
        if alasan is None:
            return Kiriman(pada, sebab)
        pada, sebab = lanjut, sebab or alasan


def _berikut(
    jalur: Jalur,
    pada: datetime,
    libur: Libur,
    jendela: Sequence[Jendela],
    ketentuan: KetentuanJalur,
) -> tuple[datetime, SebabTunda | None]:
    """Return a later instant and the obstacle before it, or the same one and None."""
    tutup = [
        satu.sampai
        for satu in jendela
        if satu.jalur in {None, jalur} and satu.mulai <= pada < satu.sampai
    ]
    if tutup:
        return max(tutup), SebabTunda.BANK_TUTUP
    if jalur is Jalur.RTGS:
        buka = _buka_rtgs(pada, libur, ketentuan)
        if buka > pada:
            return buka, SebabTunda.JAM_RTGS
    return pada, None


def _buka_rtgs(pada: datetime, libur: Libur, ketentuan: KetentuanJalur) -> datetime:
    hari = hari_ini_wib(pada)
    tutup = datetime.combine(hari, ketentuan.rtgs_tutup, WIB)
    mulai = hari if pada < tutup else hari + timedelta(days=1)
    kerja = tambah_hari_kerja(mulai, 0, libur)
    buka = datetime.combine(kerja, ketentuan.rtgs_buka, WIB)
    return max(buka, pada) if kerja == hari else buka
