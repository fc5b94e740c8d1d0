"""Contributions: what must be paid on a wage, and the file in which an employer reports it."""

from __future__ import annotations

from saldo.rules.iuran.berkas import KOLOM, baca_berkas
from saldo.rules.iuran.besaran import (
    KetentuanIuran,
    PembagianIuran,
    hitung_iuran,
    hitung_iuran_bpu,
    susun_ketentuan_iuran,
)
from saldo.rules.iuran.isi import BarisIuran, GalatBaris, SebabGalat, periksa_baris

__all__ = [
    "KOLOM",
    "BarisIuran",
    "GalatBaris",
    "KetentuanIuran",
    "PembagianIuran",
    "SebabGalat",
    "baca_berkas",
    "hitung_iuran",
    "hitung_iuran_bpu",
    "periksa_baris",
    "susun_ketentuan_iuran",
]
