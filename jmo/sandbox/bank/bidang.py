"""Reads fields of a SNAP body; what does not fit is refused with the code that SNAP has for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from jmo.sandbox.bank.balasan import Tolak


def baca_objek(isi: bytes) -> dict[str, object]:
    """The body as a JSON object; 40000 when it is not."""
    try:
        objek = json.loads(isi)
    except (ValueError, RecursionError):
        raise Tolak("40000") from None
    if not isinstance(objek, dict):
        raise Tolak("40000")
    return objek


def wajib(objek: Mapping[str, object], nama: str, panjang: int) -> str:
    """A text that must be there; 40002 when missing, 40001 when it does not fit."""
    nilai = objek.get(nama)
    if nilai is None or nilai == "":
        raise Tolak("40002")
    return _periksa(nilai, panjang)


def boleh(objek: Mapping[str, object], nama: str, panjang: int) -> str | None:
    """A text that may be left out; 40001 when it does not fit."""
    nilai = objek.get(nama)
    return None if nilai is None or nilai == "" else _periksa(nilai, panjang)


def jumlah(objek: Mapping[str, object]) -> int:
    """Whole rupiah of the amount object; 40413 for nothing or for sen."""
    isi = objek.get("amount")
    if isi is None:
        raise Tolak("40002")
    if not isinstance(isi, dict) or wajib(isi, "currency", 3) != "IDR":
        raise Tolak("40001")
    nilai = wajib(isi, "value", 16)
    if not re.fullmatch(r"[0-9]{1,13}\.[0-9]{2}", nilai):
        raise Tolak("40001")
    rupiah, sen = nilai.split(".")
    if sen != "00" or int(rupiah) == 0:
        raise Tolak("40413")
    return int(rupiah)


def tulis_jumlah(rupiah: int) -> dict[str, object]:
    """The amount object of whole rupiah."""
    return {"value": f"{rupiah}.00", "currency": "IDR"}


def _periksa(nilai: object, panjang: int) -> str:
    if not isinstance(nilai, str) or len(nilai) > panjang:
        raise Tolak("40001")
    return nilai
