"""Masks for screens, exports and logs: enough to recognise one's own, too little to use.

Masks are made from normalised values (E.164, bare digits) and shown in place of them.
"""

from __future__ import annotations

import re

from jmo.lib.telepon import format_telepon

BINTANG = "*"

_SUREL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TANDA = re.compile(r"JMO[0-9]\.[\w.-]{20,}", re.ASCII)
_DISIMPAN = "|".join(
    (
        r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b",  # UUID
        r"\b(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6})?)?)?"
        r"(?![.-]?\d)",  # ISO date, with or without a time
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?![.-]?\d)",  # IPv4
        r"Rp\d{1,3}(?:\.\d{3})+\b(?![.-]\d)",  # an amount
    )
)
_DERET_ANGKA = r"\d(?:[ .\-]?\d){8,}"
_DISIMPAN_ATAU_ANGKA = re.compile(f"(?P<disimpan>{_DISIMPAN})|{_DERET_ANGKA}")


def samarkan_nik(nik: str) -> str:
    """Mask a NIK or KK number: province and serial stay, place and birth date go.

    Shape:  99**********0001; anything shorter than 16 characters keeps its tail alone.
    """
    return (
        f"{nik[:2]}{BINTANG * (len(nik) - 6)}{nik[-4:]}" if len(nik) == 16 else samarkan_ekor(nik)
    )


def samarkan_ekor(nomor: str) -> str:
    """Mask a card, account, tax or passport number: the last four stay, never more than half."""
    terlihat = min(4, len(nomor) // 2)
    return BINTANG * (len(nomor) - terlihat) + nomor[len(nomor) - terlihat :]


def samarkan_telepon(e164: str) -> str:
    """Mask an E.164 number: 0812-****-890, abroad its country and last three digits.

    Raises: NumberParseException for what is not E.164.
    """
    teks = format_telepon(e164)
    if e164.startswith("+62"):
        nasional = "0" + e164[3:]
        return f"{nasional[:4]}-****-{nasional[-3:]}"
    return f"{teks.split(maxsplit=1)[0]} ****{e164[-3:]}"


def samarkan_surel(surel: str) -> str:
    """Mask an e-mail address: b***i@contoh.id; of one or two letters only the first stays."""
    nama, pemisah, ranah = surel.rpartition("@")
    if not pemisah:
        return "***"
    akhir = nama[-1] if len(nama) > 2 else ""
    return f"{nama[:1]}***{akhir}@{ranah}"


def samarkan_nama(nama: str) -> str:
    """Mask a name: each word keeps its first letter and its length, B*** S******."""
    return " ".join(kata[0] + BINTANG * (len(kata) - 1) for kata in nama.split())


def inisial(nama: str) -> str:
    """Return the first letter of each word: B. S."""
    return " ".join(f"{kata[0]}." for kata in nama.split())


def bersihkan_teks(teks: str) -> str:
    """Take from a line of log what looks like a NIK, KPJ, account, phone or e-mail address.

    Shape:  nine digits and more, single spaces, dots and hyphens between them allowed, become
            "[16 angka]". UUIDs, ISO times, IPv4 addresses and amounts behind Rp stay. The token of
            a signed document becomes "[tanda]": whoever has it has the document.
    Result: may take an innocent long number; never leaves nine digits in a row outside a UUID.
    """
    tanpa_tanda = _TANDA.sub("[tanda]", teks)
    tanpa_surel = _SUREL.sub(lambda cocok: samarkan_surel(cocok[0]), tanpa_tanda)
    return _DISIMPAN_ATAU_ANGKA.sub(_ganti, tanpa_surel)


def _ganti(cocok: re.Match[str]) -> str:
    if cocok["disimpan"] is not None:
        return cocok["disimpan"]
    return f"[{sum(huruf.isdecimal() for huruf in cocok[0])} angka]"
