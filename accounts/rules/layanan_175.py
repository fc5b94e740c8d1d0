"""Recovery through the call centre without a PIN: facts that no card prints, and a day of waiting.

What is typed is judged here and kept nowhere; the agent learns only whether it was enough.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from jmo.lib.nama import kemiripan


class FaktaDitanya(StrEnum):
    """What the caller is asked; none of it stands on an identity card or a participant's card."""

    BULAN_PERTAMA = "BULAN_PERTAMA"
    BULAN_TERAKHIR = "BULAN_TERAKHIR"
    PERUSAHAAN = "PERUSAHAAN"
    RENTANG_UPAH = "RENTANG_UPAH"
    BANYAK_KARTU = "BANYAK_KARTU"


@dataclass(frozen=True, slots=True)
class Ketentuan175:
    """The numbers of this way back, rows of configuration."""

    benar_perlu: int = 3
    batas_salah: int = 2
    tunggu_jam: int = 24
    berlaku_hari: int = 7
    mirip_perusahaan: Decimal = Decimal("0.85")


# Upper ends of the bands of a monthly wage, in rupiah.
RENTANG = (3_000_000, 5_000_000, 8_000_000, 12_000_000)
_BENTUK = re.compile(r"\b(?:PT|CV|UD|TBK|PERSERO|YAYASAN|KOPERASI)\b\.?", re.IGNORECASE)


def rentang_upah(upah: int) -> str:
    """Return the band of a wage: its number, from 0."""
    return str(sum(upah > batas for batas in RENTANG))


def hitung_benar(
    jawaban: Mapping[FaktaDitanya, str],
    benar: Mapping[FaktaDitanya, Collection[str]],
    ketentuan: Ketentuan175,
) -> int:
    """Return how many answers are right; blank ones and facts that nobody knows are not.

    Shape:  months as YYYY-MM, bands as `rentang_upah` names them; names of employers in any
            spelling that is close.
    """
    return sum(
        _cocok(fakta, isi.strip(), benar.get(fakta, ()), ketentuan)
        for fakta, isi in jawaban.items()
        if isi.strip()
    )


def _cocok(fakta: FaktaDitanya, isi: str, benar: Collection[str], ketentuan: Ketentuan175) -> bool:
    if fakta is not FaktaDitanya.PERUSAHAAN:
        return isi in benar
    nama = _BENTUK.sub("", isi).strip()
    return bool(nama) and any(
        kemiripan(nama, _BENTUK.sub("", satu).strip()) >= ketentuan.mirip_perusahaan
        for satu in benar
    )


def terbuka_pada(disetujui_pada: datetime, ketentuan: Ketentuan175) -> datetime:
    """Return from when on the new contact receives a code."""
    return disetujui_pada + timedelta(hours=ketentuan.tunggu_jam)


def sedang_terbuka(terbuka: datetime | None, *, kini: datetime, ketentuan: Ketentuan175) -> bool:
    """Tell whether the new contact receives codes now: a day after the word, for a week."""
    if terbuka is None:
        return False
    return terbuka <= kini < terbuka + timedelta(days=ketentuan.berlaku_hari)
