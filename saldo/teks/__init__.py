"""Sentences of savings: what is wrong in an employer's file, errors, labels."""

from __future__ import annotations

from saldo.teks.berhenti import (
    KALIMAT_GALAT_LAPORAN,
    LANGKAH_LAPORAN,
    LENCANA_LAPORAN,
    SEBAB_PETUGAS,
    STATUS_LAPORAN,
    kalimat_jalan,
    kalimat_pelapor,
)
from saldo.teks.berkas import SEBAB_TEMUAN, kalimat_temuan
from saldo.teks.dokumen import GALAT_DOKUMEN
from saldo.teks.gabung import GALAT_GABUNG, kalimat_bagian, kalimat_sebab, kalimat_tak_urung
from saldo.teks.iuran import kalimat_bolong, kalimat_koreksi, kalimat_terlambat
from saldo.teks.kata import (
    JENIS_JURNAL,
    SEBAB_KELUAR,
    STATUS_KARTU,
    Kalimat,
    kalimat_bukti,
    lencana_kartu,
    ringkas_rupiah,
)
from saldo.teks.kata import KALIMAT_GALAT as _GALAT_SALDO
from saldo.teks.pengembangan import kalimat_sementara
from saldo.teks.perbaikan import PERBAIKAN_TEMUAN

# One place where the portal looks; each matter keeps its own.
KALIMAT_GALAT = {**_GALAT_SALDO, **GALAT_GABUNG, **KALIMAT_GALAT_LAPORAN, **GALAT_DOKUMEN}

__all__ = [
    "JENIS_JURNAL",
    "KALIMAT_GALAT",
    "LANGKAH_LAPORAN",
    "LENCANA_LAPORAN",
    "PERBAIKAN_TEMUAN",
    "SEBAB_KELUAR",
    "SEBAB_PETUGAS",
    "SEBAB_TEMUAN",
    "STATUS_KARTU",
    "STATUS_LAPORAN",
    "Kalimat",
    "kalimat_bagian",
    "kalimat_bolong",
    "kalimat_bukti",
    "kalimat_jalan",
    "kalimat_koreksi",
    "kalimat_pelapor",
    "kalimat_sebab",
    "kalimat_sementara",
    "kalimat_tak_urung",
    "kalimat_temuan",
    "kalimat_terlambat",
    "lencana_kartu",
    "ringkas_rupiah",
]
