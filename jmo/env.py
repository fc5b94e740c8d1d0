"""Strict readers of the environment: what they do not understand stops the process."""

from __future__ import annotations

import os
from base64 import b64decode
from datetime import time
from pathlib import Path
from typing import Literal, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

Mode = Literal["produksi", "coba", "uji"]


class LingkunganSalah(SystemExit):
    """A setting is missing or malformed; the message names it, never its value."""


def _tolak(nama: str, sebab: str) -> NoReturn:
    raise LingkunganSalah(f"Setting {nama}: {sebab}")


def teks(nama: str, baku: str | None = None) -> str:
    """Return the text of `nama`; without a default it must be set."""
    nilai = os.environ.get(nama)
    if nilai is None or nilai == "":
        if baku is None:
            _tolak(nama, "must be set.")
        return baku
    return nilai


def boolean(nama: str, *, baku: bool) -> bool:
    """Return a truth value; only 1/0, true/false, yes/no, on/off are understood."""
    nilai = os.environ.get(nama, "")
    if nilai == "":
        return baku
    if nilai.lower() in {"1", "true", "yes", "on"}:
        return True
    if nilai.lower() in {"0", "false", "no", "off"}:
        return False
    _tolak(nama, "is not a truth value; use 1 or 0.")


def bilangan(nama: str, *, baku: int, minimum: int = 0) -> int:
    """Return a whole number of at least `minimum`."""
    nilai = os.environ.get(nama, "")
    if nilai == "":
        return baku
    if not nilai.isascii() or not nilai.isdigit() or int(nilai) < minimum:
        _tolak(nama, f"is not a whole number of at least {minimum}.")
    return int(nilai)


def jam(nama: str, *, baku: str) -> time:
    """Read a time of day such as 08:30."""
    isi = teks(nama, baku)
    try:
        return time.fromisoformat(isi)
    except ValueError:
        _tolak(nama, "must be a time of day such as 08:30")


def daftar(nama: str, *, baku: list[str]) -> list[str]:
    """Return the comma-separated parts of `nama` without blanks."""
    nilai = os.environ.get(nama, "")
    if nilai == "":
        return baku
    bagian = [butir.strip() for butir in nilai.split(",")]
    if not all(bagian):
        _tolak(nama, "holds an empty part between commas.")
    return bagian


def rahasia(nama: str, baku: str | None = None) -> str:
    """Return a secret from `nama`, or from the file that `nama`_FILE names."""
    berkas = os.environ.get(f"{nama}_FILE", "")
    if berkas:
        jalur = Path(berkas)
        if not jalur.is_file():
            _tolak(f"{nama}_FILE", "names a file that is not there.")
        isi = jalur.read_text(encoding="utf-8").strip()
        if not isi:
            _tolak(f"{nama}_FILE", "names an empty file.")
        return isi
    return teks(nama, baku)


def kunci_ed25519(nama: str, isi: str) -> str:
    """Return a key given as base64 of 32 bytes, unchanged."""
    try:
        panjang = len(b64decode(isi, validate=True))
    except ValueError:
        panjang = 0
    if panjang != 32:
        _tolak(nama, "must be 32 bytes in base64.")
    return isi


def mode() -> Mode:
    """Return how the portal runs; unset means production."""
    nilai = os.environ.get("JMO_MODE", "") or "produksi"
    if nilai == "produksi":
        return "produksi"
    if nilai == "coba":
        return "coba"
    if nilai == "uji":
        return "uji"
    _tolak("JMO_MODE", "is none of produksi, coba, uji.")


def basis_data(nama: str) -> dict[str, str] | None:
    """Return NAME, USER, PASSWORD, HOST, PORT, OPTIONS.* of an address, None when unset."""
    nilai = os.environ.get(nama, "")
    if nilai == "":
        return None
    bagian = urlsplit(nilai)
    if bagian.scheme not in {"postgres", "postgresql"} or len(bagian.path) < 2:
        _tolak(nama, "is not of the form postgresql://user:password@host:port/name.")
    tambahan = dict(parse_qsl(bagian.query))
    return {
        "NAME": unquote(bagian.path[1:]),
        "USER": unquote(bagian.username or ""),
        "PASSWORD": unquote(bagian.password or ""),
        "HOST": tambahan.pop("host", "") or unquote(bagian.hostname or ""),
        "PORT": str(bagian.port or ""),
        **{f"OPTIONS.{kunci}": isi for kunci, isi in tambahan.items()},
    }
