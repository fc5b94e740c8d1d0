"""Reads of cards, balances, contributions and parameters, and the doors to them."""

from __future__ import annotations

from saldo.selectors.berhenti import (
    JalanLaporan,
    daftar_laporan_menunggu_perusahaan,
    daftar_laporan_petugas,
    hitung_laporan_petugas,
    jalan,
    laporan_kartu,
    laporan_penentu,
    laporan_terbuka,
)
from saldo.selectors.entri import BarisBukti, BuktiSaldo, baris_jurnal, daftar_entri, posisi_kartu
from saldo.selectors.iuran import IuranPerBulan, JumlahIuran, iuran_per_bulan, iuran_terakhir
from saldo.selectors.kartu import (
    ambil_kepesertaan_milik,
    daftar_kepesertaan,
    rantai_gabungan,
    tahanan_berlaku,
)
from saldo.selectors.ketentuan import (
    ambil_ketentuan,
    hari_kerja_berhenti,
    semua_ketentuan,
    tahun_tarif_contoh,
    tarif_pengembangan,
)
from saldo.selectors.saldo import (
    RingkasanBeranda,
    RingkasanSaldo,
    SaldoKartu,
    SaldoTahun,
    ringkasan_beranda,
    saldo_kartu,
    saldo_per_tahun,
    saldo_peserta,
)
from saldo.selectors.susulan import KreditSusulan, kartu_bersusulan, kredit_susulan

__all__ = [
    "BarisBukti",
    "BuktiSaldo",
    "IuranPerBulan",
    "JalanLaporan",
    "JumlahIuran",
    "KreditSusulan",
    "RingkasanBeranda",
    "RingkasanSaldo",
    "SaldoKartu",
    "SaldoTahun",
    "ambil_kepesertaan_milik",
    "ambil_ketentuan",
    "baris_jurnal",
    "daftar_entri",
    "daftar_kepesertaan",
    "daftar_laporan_menunggu_perusahaan",
    "daftar_laporan_petugas",
    "hari_kerja_berhenti",
    "hitung_laporan_petugas",
    "iuran_per_bulan",
    "iuran_terakhir",
    "jalan",
    "kartu_bersusulan",
    "kredit_susulan",
    "laporan_kartu",
    "laporan_penentu",
    "laporan_terbuka",
    "posisi_kartu",
    "rantai_gabungan",
    "ringkasan_beranda",
    "saldo_kartu",
    "saldo_per_tahun",
    "saldo_peserta",
    "semua_ketentuan",
    "tahanan_berlaku",
    "tahun_tarif_contoh",
    "tarif_pengembangan",
]
