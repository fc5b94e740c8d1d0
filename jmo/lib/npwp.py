"""NPWP, the taxpayer's number: its three shapes, brought to one of 16 digits."""

from __future__ import annotations

import re

from stdnum import luhn

from jmo.lib.galat import NilaiTidakSah

_PEMISAH = re.compile(r"[ .\-]")
_ANGKA = re.compile(r"[0-9]{15,16}")


def parse_npwp(teks: str, *, nik: str | None) -> str:
    """Read an NPWP and return its 16 digits.

    Shape:  15 digits, or 16 beginning with 0 (the same behind a zero), or the holder's own NIK;
            spaces, dots and hyphens are ignored. `nik` None when it is not known.
    Raises: NilaiTidakSah with npwp_bentuk, npwp_angka_periksa or npwp_bukan_nik_anda.
    Source: PMK 112/PMK.03/2022; the ninth digit is Luhn's over the first eight.
    """
    angka = _PEMISAH.sub("", teks.strip())
    if _ANGKA.fullmatch(angka) is None or not angka.strip("0"):
        raise NilaiTidakSah("npwp_bentuk")
    angka = angka.zfill(16)
    if angka[0] != "0":
        if angka != nik:
            raise NilaiTidakSah("npwp_bukan_nik_anda")
    elif not luhn.is_valid(angka[1:10]):
        raise NilaiTidakSah("npwp_angka_periksa")
    return angka


def format_npwp(npwp: str) -> str:
    """Write 16 digits as people know them: 99.999.999.9-999.999, a NIK as it stands."""
    if npwp[0] != "0":
        return npwp
    n = npwp[1:]
    return f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"
