"""Sentences of savings: what is wrong in an employer's file, errors, labels."""

from __future__ import annotations

from saldo.teks.berkas import SEBAB_TEMUAN, kalimat_temuan
from saldo.teks.kata import (
    JENIS_JURNAL,
    KALIMAT_BOLONG,
    KALIMAT_GALAT,
    SEBAB_KELUAR,
    STATUS_KARTU,
    Kalimat,
    kalimat_bukti,
    lencana_kartu,
    ringkas_rupiah,
)

__all__ = [
    "JENIS_JURNAL",
    "KALIMAT_BOLONG",
    "KALIMAT_GALAT",
    "SEBAB_KELUAR",
    "SEBAB_TEMUAN",
    "STATUS_KARTU",
    "Kalimat",
    "kalimat_bukti",
    "kalimat_temuan",
    "lencana_kartu",
    "ringkas_rupiah",
]
