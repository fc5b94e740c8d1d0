"""Exports for auditors: one SELECT each, streamed by COPY, with a manifest that proves the file."""

from __future__ import annotations

from accounts.services.ekspor.aliran import (
    AliranEkspor,
    Hitungan,
    alirkan,
    ambil_riwayat,
    baca_saringan,
    daftar_riwayat,
    hitung_ekspor,
    manifes_dari,
)
from accounts.services.ekspor.bentuk import (
    Ekspor,
    JenisKolom,
    Kolom,
    Saringan,
    ambil_ekspor,
    daftar_ekspor,
    daftarkan,
)

__all__ = [
    "AliranEkspor",
    "Ekspor",
    "Hitungan",
    "JenisKolom",
    "Kolom",
    "Saringan",
    "alirkan",
    "ambil_ekspor",
    "ambil_riwayat",
    "baca_saringan",
    "daftar_ekspor",
    "daftar_riwayat",
    "daftarkan",
    "hitung_ekspor",
    "manifes_dari",
]
