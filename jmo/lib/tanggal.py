"""Dates and times as the law and people count them: WIB, months, working days, periods.

Time is always an argument. Which days are holidays is data of the caller.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

# Fixed offsets, not ZoneInfo: Indonesia has no summer time and a machine may lack the zone files.
WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")

Bahasa = Literal["id", "en"]
Libur = Callable[[date], bool] | Set[date]

_BULAN: dict[Bahasa, tuple[str, ...]] = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
        *("Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
}
_HARI: dict[Bahasa, tuple[str, ...]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_LIBUR_TERPANJANG_HARI = 60


@dataclass(frozen=True, slots=True)
class Periode:
    """A span of days, both ends included; `sampai` None means that it still runs."""

    mulai: date
    sampai: date | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.sampai is not None and self.sampai < self.mulai:
            raise ValueError("periode_terbalik")


def hari_ini_wib(sekarang: datetime) -> date:
    """Return the calendar date in Jakarta at this instant.

    Raises: ValueError for an instant without a time zone.
    """
    return _di_zona(sekarang, WIB).date()


def awal_hari_wib(tanggal: date) -> datetime:
    """Return the instant 00.00 WIB at which this date begins."""
    return datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=WIB)


def umur(lahir: date, pada: date) -> int:
    """Return the age in completed years; whoever was born on 29 February ages on the 28th.

    Raises: ValueError when `pada` lies before the birth.
    """
    if pada < lahir:
        raise ValueError("umur_sebelum_lahir")
    tahun = pada.year - lahir.year
    return tahun if tambah_bulan(lahir, 12 * tahun) <= pada else tahun - 1


def tambah_bulan(tanggal: date, n: int) -> date:
    """Return the same day number n months on, else the last day of that month.

    Shape:  n may be negative.
    """
    tahun, bulan = divmod(tanggal.year * 12 + tanggal.month - 1 + n, 12)
    hari_terakhir = calendar.monthrange(tahun, bulan + 1)[1]
    return date(tahun, bulan + 1, min(tanggal.day, hari_terakhir))


def hari_kerja(tanggal: date, libur: Libur) -> bool:
    """Tell whether this is a working day: Monday to Friday and no holiday."""
    if tanggal.weekday() >= 5:
        return False
    return not (libur(tanggal) if callable(libur) else tanggal in libur)


def tambah_hari_kerja(mulai: date, n: int, libur: Libur) -> date:
    """Return the n-th working day after `mulai`, which itself is not counted.

    Shape:  n ≥ 0; with 0 the first working day on or after `mulai`.
    Raises: ValueError for negative n, or when 60 days in a row are no working days.
    """
    if n < 0:
        raise ValueError("hari_kerja_negatif")
    hari = _hari_kerja_sejak(mulai, libur) if n == 0 else mulai
    for _ in range(n):
        hari = _hari_kerja_sejak(hari + timedelta(days=1), libur)
    return hari


def jumlah_hari_kerja(mulai: date, sampai: date, libur: Libur) -> int:
    """Count the working days after `mulai` up to and including `sampai`; 0 when that is earlier."""
    return sum(
        hari_kerja(mulai + timedelta(days=i), libur) for i in range(1, (sampai - mulai).days + 1)
    )


def gabung_periode(periode: Iterable[Periode]) -> tuple[Periode, ...]:
    """Return the union of spans, in order, with overlaps and neighbouring days joined."""
    hasil: list[Periode] = []
    for p in sorted(periode, key=lambda p: p.mulai):
        akhir = hasil[-1] if hasil else None
        if akhir is None or (
            akhir.sampai is not None and akhir.sampai + timedelta(days=1) < p.mulai
        ):
            hasil.append(p)
        else:
            hasil[-1] = Periode(akhir.mulai, _yang_lebih_akhir(akhir.sampai, p.sampai))
    return tuple(hasil)


def lama_bulan(periode: Iterable[Periode], pada: date) -> int:
    """Count the whole months that the union of these spans covers up to and including `pada`.

    Shape:  a day that two spans share counts once; spans after `pada` do not count.
    Result: whole months of each joined span, and one more for every 30 days left over in all.
    """
    bulan = sisa_hari = 0
    for p in gabung_periode(periode):
        if p.mulai > pada:
            continue
        usai = min(p.sampai or pada, pada) + timedelta(days=1)
        penuh = (usai.year - p.mulai.year) * 12 + usai.month - p.mulai.month
        if tambah_bulan(p.mulai, penuh) > usai:
            penuh -= 1
        bulan += penuh
        sisa_hari += (usai - tambah_bulan(p.mulai, penuh)).days
    return bulan + sisa_hari // 30


def format_tanggal(tanggal: date, bahasa: Bahasa = "id") -> str:
    """Write a date in full: 2 Januari 2026, 2 January 2026."""
    return f"{tanggal.day} {_BULAN[bahasa][tanggal.month - 1]} {tanggal.year}"


def format_tanggal_pendek(tanggal: date) -> str:
    """Write a date as day, month, year: 02-01-2026."""
    return f"{tanggal.day:02}-{tanggal.month:02}-{tanggal.year:04}"


def format_hari_tanggal(tanggal: date, bahasa: Bahasa = "id") -> str:
    """Write a date with its weekday: Jumat, 2 Januari 2026."""
    return f"{_HARI[bahasa][tanggal.weekday()]}, {format_tanggal(tanggal, bahasa)}"


def format_bulan(tanggal: date, bahasa: Bahasa = "id") -> str:
    """Write the month of a date: Januari 2026."""
    return f"{_BULAN[bahasa][tanggal.month - 1]} {tanggal.year}"


def format_jam(saat: datetime, bahasa: Bahasa = "id", *, zona: timezone = WIB) -> str:
    """Write the time of day with its zone: 09.30 WIB, in English 09:30 WIB.

    Raises: ValueError for an instant without a time zone.
    """
    setempat = _di_zona(saat, zona)
    pemisah = "." if bahasa == "id" else ":"
    return f"{setempat:%H}{pemisah}{setempat:%M} {setempat.tzname()}"


def format_waktu(saat: datetime, bahasa: Bahasa = "id", *, zona: timezone = WIB) -> str:
    """Write date and time: 2 Januari 2026 pukul 09.30 WIB, 2 January 2026 at 09:30 WIB.

    Raises: ValueError for an instant without a time zone.
    """
    kata = "pukul" if bahasa == "id" else "at"
    tanggal = format_tanggal(_di_zona(saat, zona).date(), bahasa)
    return f"{tanggal} {kata} {format_jam(saat, bahasa, zona=zona)}"


def _di_zona(saat: datetime, zona: timezone) -> datetime:
    if saat.tzinfo is None:
        raise ValueError("waktu_tanpa_zona")
    return saat.astimezone(zona)


def _hari_kerja_sejak(hari: date, libur: Libur) -> date:
    for tambahan in range(_LIBUR_TERPANJANG_HARI):
        calon = hari + timedelta(days=tambahan)
        if hari_kerja(calon, libur):
            return calon
    raise ValueError("kalender_tanpa_hari_kerja")


def _yang_lebih_akhir(a: date | None, b: date | None) -> date | None:
    return None if a is None or b is None else max(a, b)
