"""Sentences of savings: what is wrong in an employer's file, errors, labels."""

from __future__ import annotations

from saldo.teks.berkas import SEBAB_TEMUAN, kalimat_temuan
from saldo.teks.gabung import GALAT_GABUNG, kalimat_bagian, kalimat_sebab, kalimat_tak_urung
from saldo.teks.kata import (
    JENIS_JURNAL,
    KALIMAT_BOLONG,
    SEBAB_KELUAR,
    STATUS_KARTU,
    Kalimat,
    kalimat_bukti,
    lencana_kartu,
    ringkas_rupiah,
)
from saldo.teks.kata import KALIMAT_GALAT as _GALAT_SALDO

KALIMAT_GALAT = {**_GALAT_SALDO, **GALAT_GABUNG}

__all__ = [
    "JENIS_JURNAL",
    "KALIMAT_BOLONG",
    "KALIMAT_GALAT",
    "SEBAB_KELUAR",
    "SEBAB_TEMUAN",
    "STATUS_KARTU",
    "Kalimat",
    "kalimat_bagian",
    "kalimat_bukti",
    "kalimat_sebab",
    "kalimat_tak_urung",
    "kalimat_temuan",
    "lencana_kartu",
    "ringkas_rupiah",
]
