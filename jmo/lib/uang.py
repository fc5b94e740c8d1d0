"""Rupiah: the type, the one rounding door, and how money and percentages are read and written.

No tax, no interest and no limits here: those are rules of the apps.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal, NewType

from jmo.lib.galat import NilaiTidakSah

Rupiah = NewType("Rupiah", int)
CaraBulat = Literal["ROUND_HALF_UP", "ROUND_DOWN"]

NOL = Rupiah(0)
BATAS_TERBILANG = 10**18
_POLA_ISIAN = re.compile(
    r"(?:rp ?)?(0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})(?:,00)?"
)
_SATUAN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_KELOMPOK = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def bulatkan(nilai: Decimal, *, cara: CaraBulat = ROUND_HALF_UP) -> Rupiah:
    """Round an intermediate amount to whole rupiah.

    Shape:  any finite Decimal; ROUND_HALF_UP goes away from zero at .5, ROUND_DOWN towards zero.
    Unit:   rupiah.
    Raises: ValueError for NaN, infinity or another way of rounding.
    """
    if cara not in (ROUND_HALF_UP, ROUND_DOWN):
        raise ValueError("cara_bulat_tidak_dikenal")
    if not nilai.is_finite():
        raise ValueError("nilai_tidak_terhingga")
    return Rupiah(int(nilai.to_integral_value(rounding=cara)))


def format_rupiah(nilai: int) -> str:
    """Write an amount as participants read it: Rp1.500.000, negative -Rp5.000."""
    tanda = "-" if nilai < 0 else ""
    return f"{tanda}Rp{abs(nilai):,}".replace(",", ".")


def parse_rupiah(teks: str) -> Rupiah:
    """Read an amount typed into a form.

    Shape:  1500000, 1.500.000, Rp1.500.000 or Rp 1.500.000, each with ,00 at most; up to 15
            digits, never negative; a dot stands only between groups of three.
    Raises: NilaiTidakSah("rupiah_bentuk") for anything else, so 1.50 is never read as 150.
    """
    cocok = _POLA_ISIAN.fullmatch(teks.strip().lower()) if teks.isascii() else None
    if cocok is None:
        raise NilaiTidakSah("rupiah_bentuk")
    return Rupiah(int(cocok[1].replace(".", "")))


def format_persen(nilai: Decimal) -> str:
    """Write a fraction as a percentage with a decimal comma: Decimal("0.057") gives 5,7%."""
    teks = format(nilai.scaleb(2), "f")
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return f"{teks.replace('.', ',')}%"


def terbilang(nilai: int) -> str:
    """Spell an amount in words, "rupiah" included, as documents carry it.

    Shape:  below 10**18 on either side of zero; a negative amount begins with "minus".
    Raises: ValueError beyond that.
    """
    if abs(nilai) >= BATAS_TERBILANG:
        raise ValueError("terbilang_terlalu_besar")
    if nilai == 0:
        return "nol rupiah"
    kata = ["minus"] if nilai < 0 else []
    sisa = abs(nilai)
    for pangkat in range(len(_KELOMPOK) - 1, -1, -1):
        banyak, sisa = divmod(sisa, 1000**pangkat)
        kata += _sebut_kelompok(banyak, _KELOMPOK[pangkat])
    return " ".join([*kata, "rupiah"])


def _sebut_kelompok(banyak: int, nama: str) -> list[str]:
    if banyak == 0:
        return []
    if banyak == 1 and nama == "ribu":
        return ["seribu"]
    return [*_sebut_ratusan(banyak), *([nama] if nama else [])]


def _sebut_ratusan(n: int) -> list[str]:
    ratus, sisa = divmod(n, 100)
    kata: list[str] = []
    if ratus:
        kata = ["seratus"] if ratus == 1 else [_SATUAN[ratus], "ratus"]
    return kata + _sebut_puluhan(sisa)


def _sebut_puluhan(n: int) -> list[str]:
    if n < 10:
        return [_SATUAN[n]] if n else []
    if n < 20:
        return {10: ["sepuluh"], 11: ["sebelas"]}.get(n, [_SATUAN[n - 10], "belas"])
    puluh, satuan = divmod(n, 10)
    return [_SATUAN[puluh], "puluh", *_sebut_puluhan(satuan)]
