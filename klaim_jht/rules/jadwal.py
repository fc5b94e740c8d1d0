"""A "no" that files itself: when a scheduled claim is asked about again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from jmo.lib.tanggal import WIB, hari_ini_wib
from klaim_jht.rules.kelayakan import HasilKelayakan

JAM_AJUKAN = time(0, 5)
JAM_INGATKAN = time(8, 0)
JEDA_BUKTI = timedelta(hours=1)
JEDA_ULANG = timedelta(minutes=1)
BATAS_TUNGGU = timedelta(days=30)


def tanggal_jadwal(hasil: HasilKelayakan, *, hari_ini: date) -> date | None:
    """Return the day on which only time will have been missing; None when waiting is no help.

    Result: later than `hari_ini`; None when the claim may be filed now, too.
    """
    tanggal = None if hasil.boleh else hasil.lulus_pada
    return tanggal if tanggal is not None and tanggal > hari_ini else None


def jatuh_jadwal(tanggal: date, *, kini: datetime, diingatkan: bool) -> datetime:
    """Return when a scheduled claim is work next: 08.00 WIB the day before, then 00.05 WIB.

    Shape:  whoever schedules later than 08.00 of the day before is told at once and not again.
    Raises: ValueError for an instant without a zone.
    """
    ingatkan = datetime.combine(tanggal - timedelta(days=1), JAM_INGATKAN, tzinfo=WIB)
    hari_ini_wib(kini)
    if not diingatkan and kini < ingatkan:
        return ingatkan
    return datetime.combine(tanggal, JAM_AJUKAN, tzinfo=WIB)


def masih_ditunggu(tanggal: date, *, kini: datetime) -> bool:
    """Tell whether a claim that lacks a face or an account is still waited for: 30 days."""
    return kini < datetime.combine(tanggal, JAM_AJUKAN, tzinfo=WIB) + BATAS_TUNGGU
