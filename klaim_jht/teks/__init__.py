"""Sentences of the claim. What is wrong, why, what to do next."""

from __future__ import annotations

from klaim_jht.teks.berkas import GALAT_BERKAS, JENIS_BERKAS, PETUNJUK_BERKAS
from klaim_jht.teks.kata import (
    ALASAN,
    ATURAN,
    JUDUL_KIRIMAN,
    JUDUL_SUSULAN,
    KEADAAN_SUSULAN,
    LANGKAH,
    LANGKAH_BERIKUT,
    PENJELASAN_ALASAN,
    PERBAIKAN,
    REKENING_DITANYA,
    SEBAB,
    SEBAB_REM,
    SKENARIO,
    STATUS,
    STATUS_PEMBAYARAN,
    Kalimat,
    jenis_lencana,
    label_alasan,
    sebut_sebab,
)
from klaim_jht.teks.kata import KALIMAT_GALAT as _GALAT_KLAIM
from klaim_jht.teks.koran import (
    BERKAS_KORAN,
    GALAT_KORAN,
    JALUR_BANK,
    JENIS_SELISIH,
    STATUS_SELISIH,
)
from klaim_jht.teks.syarat import dasar_hukum, kalimat_fakta, kalimat_sumber, tanggal_kata
from klaim_jht.teks.waktu import kalimat_bayar, kalimat_tahanan, saat_kata
from klaim_jht.teks.waris import GALAT_WARIS

KALIMAT_GALAT = {**_GALAT_KLAIM, **GALAT_BERKAS, **GALAT_KORAN, **GALAT_WARIS}

__all__ = [
    "ALASAN",
    "ATURAN",
    "BERKAS_KORAN",
    "JALUR_BANK",
    "JENIS_BERKAS",
    "JENIS_SELISIH",
    "JUDUL_KIRIMAN",
    "JUDUL_SUSULAN",
    "KALIMAT_GALAT",
    "KEADAAN_SUSULAN",
    "LANGKAH",
    "LANGKAH_BERIKUT",
    "PENJELASAN_ALASAN",
    "PERBAIKAN",
    "PETUNJUK_BERKAS",
    "REKENING_DITANYA",
    "SEBAB",
    "SEBAB_REM",
    "SKENARIO",
    "STATUS",
    "STATUS_PEMBAYARAN",
    "STATUS_SELISIH",
    "Kalimat",
    "dasar_hukum",
    "jenis_lencana",
    "kalimat_bayar",
    "kalimat_fakta",
    "kalimat_sumber",
    "kalimat_tahanan",
    "label_alasan",
    "saat_kata",
    "sebut_sebab",
    "tanggal_kata",
]
