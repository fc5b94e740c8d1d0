"""The filters through which amounts, dates and times reach a page, and no other way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django import template
from django.utils import translation

from jmo.lib import tanggal as kalender
from jmo.lib import uang
from jmo.lib.zona import format_waktu_setempat

register = template.Library()


@register.filter
def rupiah(nilai: int | None) -> str:
    """Show an amount as Rp1.500.000; nothing known is a dash, never Rp0."""
    return "–" if nilai is None else uang.format_rupiah(uang.Rupiah(int(nilai)))


def _bahasa() -> Literal["id", "en"]:
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


@register.filter
def tanggal(nilai: date | datetime | None) -> str:
    """Show a date as 2 Januari 2026 in the current language."""
    if nilai is None:
        return "–"
    if isinstance(nilai, datetime):
        nilai = kalender.hari_ini_wib(nilai)
    return kalender.format_tanggal(nilai, _bahasa())


@register.filter
def bulan(nilai: date | None) -> str:
    """Show a month as Januari 2026."""
    return "–" if nilai is None else kalender.format_bulan(nilai, _bahasa())


@register.filter
def jam(nilai: datetime | None) -> str:
    """Show a time as 09.30 WIB."""
    return "–" if nilai is None else kalender.format_jam(nilai, _bahasa())


@register.filter
def waktu(nilai: datetime | None) -> str:
    """Show date and time: 2 Januari 2026, 09.30 WIB."""
    return "–" if nilai is None else kalender.format_waktu(nilai, _bahasa())


@register.filter
def waktu_setempat(nilai: datetime | None, zona: str | None) -> str:
    """Show date and time in WIB, and beside it as the reader's zone has it."""
    return "–" if nilai is None else format_waktu_setempat(nilai, zona or "WIB", _bahasa())
