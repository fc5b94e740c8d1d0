"""KPJ, the number of a participant's card."""

from __future__ import annotations

import re

from jmo.lib.galat import NilaiTidakSah

_PEMISAH = re.compile(r"[ .\-]")
_KPJ = re.compile(r"[0-9]{11}")
_KPJ_LAMA = re.compile(r"[0-9A-Z]{11}")


def parse_kpj(teks: str) -> str:
    """Read a card number typed by its holder: 11 digits, leading zeros kept.

    Raises: NilaiTidakSah("kpj_digit").
    """
    return _baca(teks, _KPJ, "kpj_digit")


def parse_kpj_impor(teks: str) -> str:
    """Read a card number from the records, where very old cards carry letters too.

    Raises: NilaiTidakSah("kpj_bentuk").
    """
    return _baca(teks.upper(), _KPJ_LAMA, "kpj_bentuk")


def berhuruf(kpj: str) -> bool:
    """Tell whether this is one of the very old numbers with letters, to be flagged."""
    return _KPJ.fullmatch(kpj) is None


def _baca(teks: str, pola: re.Pattern[str], kode: str) -> str:
    kpj = _PEMISAH.sub("", teks.strip())
    if pola.fullmatch(kpj) is None:
        raise NilaiTidakSah(kode)
    return kpj
