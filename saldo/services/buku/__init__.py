"""The book: journals, and holds on what they add up to."""

from __future__ import annotations

from saldo.services.buku.jurnal import catat_jurnal, pesan_nomor_jurnal
from saldo.services.buku.tahanan import (
    bayarkan_tahanan,
    kembalikan_pembayaran,
    lepaskan_tahanan,
    tahan_saldo,
)

__all__ = [
    "bayarkan_tahanan",
    "catat_jurnal",
    "kembalikan_pembayaran",
    "lepaskan_tahanan",
    "pesan_nomor_jurnal",
    "tahan_saldo",
]
