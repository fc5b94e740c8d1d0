"""Reads of claims, facts for their rules, and the doors through which pages reach them."""

from __future__ import annotations

from klaim_jht.selectors.antrean import (
    BarisAntrean,
    antrean_jatuh_tempo,
    daftar_tinjauan,
    hitung_keberatan,
    hitung_perlu_petugas,
    hitung_susulan_petugas,
    hitung_tinjauan,
)
from klaim_jht.selectors.fakta import ketentuan_klaim, laporan_terakhir, susun_fakta
from klaim_jht.selectors.klaim import (
    ambil_klaim_milik,
    ambil_pembayaran_dokumen,
    cari_klaim_kunci,
    daftar_klaim_milik,
    klaim_beranda,
    klaim_terbuka,
    pembayaran_terakhir,
)
from klaim_jht.selectors.lacak import (
    boleh_dibatalkan,
    daftar_keberatan,
    jam_klaim,
    keberatan_terakhir,
    riwayat_klaim,
)
from klaim_jht.selectors.rekening import kode_berjalan, kontak_terbukti, rekening_ditanyakan

__all__ = [
    "BarisAntrean",
    "ambil_klaim_milik",
    "ambil_pembayaran_dokumen",
    "antrean_jatuh_tempo",
    "boleh_dibatalkan",
    "cari_klaim_kunci",
    "daftar_keberatan",
    "daftar_klaim_milik",
    "daftar_tinjauan",
    "hitung_keberatan",
    "hitung_perlu_petugas",
    "hitung_susulan_petugas",
    "hitung_tinjauan",
    "jam_klaim",
    "keberatan_terakhir",
    "ketentuan_klaim",
    "klaim_beranda",
    "klaim_terbuka",
    "kode_berjalan",
    "kontak_terbukti",
    "laporan_terakhir",
    "pembayaran_terakhir",
    "rekening_ditanyakan",
    "riwayat_klaim",
    "susun_fakta",
]
