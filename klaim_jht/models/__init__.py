"""Tables of claims, their frozen decisions and history, and payments with every attempt."""

from __future__ import annotations

from klaim_jht.models.berkas import BerkasKlaim
from klaim_jht.models.bukti_potong import BuktiPotong, UrutanBukti
from klaim_jht.models.jadwal import JadwalKlaim
from klaim_jht.models.janji import PeringatanJanji
from klaim_jht.models.kabar_hak import KabarHak
from klaim_jht.models.keberatan import Keberatan
from klaim_jht.models.kematian import LaporanKematian
from klaim_jht.models.klaim import KeputusanKlaim, Klaim, RiwayatStatus
from klaim_jht.models.pagu import PaguHarian
from klaim_jht.models.pembayaran import Pembayaran, PercobaanKirim
from klaim_jht.models.rekening_koran import (
    JendelaBank,
    MutasiBank,
    NotifikasiBank,
    RekeningKoran,
    SelisihBank,
)
from klaim_jht.models.rem import RemLembaga
from klaim_jht.models.susulan import Susulan
from klaim_jht.models.waris import BerkasWaris, PermohonanWaris

__all__ = [
    "BerkasKlaim",
    "BerkasWaris",
    "BuktiPotong",
    "JadwalKlaim",
    "JendelaBank",
    "KabarHak",
    "Keberatan",
    "KeputusanKlaim",
    "Klaim",
    "LaporanKematian",
    "MutasiBank",
    "NotifikasiBank",
    "PaguHarian",
    "Pembayaran",
    "PercobaanKirim",
    "PeringatanJanji",
    "PermohonanWaris",
    "RekeningKoran",
    "RemLembaga",
    "RiwayatStatus",
    "SelisihBank",
    "Susulan",
    "UrutanBukti",
]
