"""The accounts of the cast, from a TOML file: `[[orang]]` with `[[orang.rekening]]`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from jmo.sandbox.bank.skenario import SKENARIO


@dataclass(frozen=True, slots=True)
class Rekening:
    """One account at any bank of this small world."""

    kode_bank: str
    nomor: str
    nama: str
    skenario: str | None = None

    def __post_init__(self) -> None:
        """Refuse what a SNAP field could not carry."""
        for isi, panjang in ((self.kode_bank, 11), (self.nomor, 34)):
            if not 1 <= len(isi) <= panjang or not (isi.isascii() and isi.isalnum()):
                raise ValueError("kode_bank and nomor must be letters and digits")
        if not 1 <= len(self.nama) <= 100:
            raise ValueError("nama must have 1 to 100 characters")
        if self.skenario is not None and self.skenario not in SKENARIO:
            raise ValueError(f"no such scenario: {self.skenario}")


def baca_rekening(objek: object) -> Rekening:
    """Return the account that a table or JSON object describes; ValueError when it does not."""
    if not isinstance(objek, dict):
        raise ValueError("an account must be an object")
    isi = {kunci: objek.get(kunci) for kunci in ("kode_bank", "nomor", "nama")}
    teks = {kunci: nilai for kunci, nilai in isi.items() if isinstance(nilai, str)}
    skenario = objek.get("skenario") or None
    if len(teks) != 3 or not (skenario is None or isinstance(skenario, str)):
        raise ValueError("kode_bank, nomor and nama must be text")
    return Rekening(**teks, skenario=skenario)


def muat_pemeran(berkas: Path | None) -> list[Rekening]:
    """Return every account of the cast, in file order; none without a file."""
    if berkas is None:
        return []
    isi = tomllib.loads(berkas.read_text(encoding="utf-8"))
    return [
        baca_rekening(rekening)
        for orang in isi.get("orang", [])
        for rekening in orang.get("rekening", [])
    ]
