"""What must always hold in the book, each as SQL that must return no row."""

from __future__ import annotations

from saldo.selectors.invarian.buku import INVARIAN_BUKU
from saldo.selectors.invarian.dasar import (
    HasilInvarian,
    Invarian,
    daftarkan,
    periksa_invarian,
    semua_invarian,
)
from saldo.selectors.invarian.penggabungan import INVARIAN_PENGGABUNGAN
from saldo.selectors.invarian.rantai import INVARIAN_RANTAI, SIDIK_JURNAL

daftarkan(INVARIAN_BUKU)
daftarkan(INVARIAN_PENGGABUNGAN)
daftarkan(INVARIAN_RANTAI)

__all__ = [
    "INVARIAN_BUKU",
    "INVARIAN_PENGGABUNGAN",
    "INVARIAN_RANTAI",
    "SIDIK_JURNAL",
    "HasilInvarian",
    "Invarian",
    "daftarkan",
    "periksa_invarian",
    "semua_invarian",
]
