"""Closed hours of the bank that matter now."""

from __future__ import annotations

from datetime import datetime

from klaim_jht.models import JendelaBank
from klaim_jht.rules.jalur import Jalur, Jendela


def jendela_bank(*, kini: datetime) -> list[Jendela]:
    """Return the announced closed hours that are not over, of all rails."""
    baris = JendelaBank.objects.filter(dicabut_pada=None, sampai_pada__gt=kini)
    return [
        Jendela(
            None if jalur == JendelaBank.Jalur.SEMUA else Jalur(jalur), mulai, sampai
        )
        for jalur, mulai, sampai in baris.values_list("jalur", "mulai_pada", "sampai_pada")
    ]  # fmt: skip
