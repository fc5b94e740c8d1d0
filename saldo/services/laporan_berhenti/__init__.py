"""“Saya sudah berhenti”: reported, answered by the employer, decided, ended by a file."""

from __future__ import annotations

from saldo.services.laporan_berhenti.jawaban import buka_tautan, catat_jawaban, jawab_lewat_tautan
from saldo.services.laporan_berhenti.kerja import (
    sapu_laporan,
    selesaikan_dari_berkas,
    teruskan_laporan,
)
from saldo.services.laporan_berhenti.pelaporan import (
    Berkas,
    laporkan_berhenti,
    tanggapi_bantahan,
    tarik_laporan,
    terima_berkas,
)
from saldo.services.laporan_berhenti.pembersihan import UMUR_BUKTI, bersihkan_bukti
from saldo.services.laporan_berhenti.putusan import buka_bukti, putuskan_laporan

__all__ = [
    "UMUR_BUKTI",
    "Berkas",
    "bersihkan_bukti",
    "buka_bukti",
    "buka_tautan",
    "catat_jawaban",
    "jawab_lewat_tautan",
    "laporkan_berhenti",
    "putuskan_laporan",
    "sapu_laporan",
    "selesaikan_dari_berkas",
    "tanggapi_bantahan",
    "tarik_laporan",
    "terima_berkas",
    "teruskan_laporan",
]
