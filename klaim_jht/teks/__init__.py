"""Sentences of the claim. What is wrong, why, what to do next."""

from __future__ import annotations

from klaim_jht.teks.kata import (
    ALASAN,
    ATURAN,
    KALIMAT_GALAT,
    LANGKAH,
    LANGKAH_BERIKUT,
    PENJELASAN_ALASAN,
    PERBAIKAN,
    SEBAB,
    STATUS,
    STATUS_PEMBAYARAN,
    Kalimat,
    jenis_lencana,
    label_alasan,
    sebut_sebab,
)

__all__ = [
    "ALASAN",
    "ATURAN",
    "KALIMAT_GALAT",
    "LANGKAH",
    "LANGKAH_BERIKUT",
    "PENJELASAN_ALASAN",
    "PERBAIKAN",
    "SEBAB",
    "STATUS",
    "STATUS_PEMBAYARAN",
    "Kalimat",
    "jenis_lencana",
    "label_alasan",
    "sebut_sebab",
]
