"""Reads of data updates and verdicts, and the doors through which pages reach them."""

from __future__ import annotations

from pengkinian.selectors.kasus import (
    SELESAI,
    TERBUKA,
    ambil_kasus_milik,
    daftar_koreksi,
    identitas_dikoreksi,
    jawaban_tersimpan,
    kasus_terbuka,
    kemajuan,
    menit_biasanya,
    profil_terakhir,
    susun_fakta,
    verdict_kasus,
)
from pengkinian.selectors.kontak import kode_kontak, kode_kontak_terakhir, kontak_terbukti
from pengkinian.selectors.petugas import (
    daftar_koreksi_terbuka,
    daftar_verifikasi_ditinjau,
    hitung_koreksi_terbuka,
    hitung_verifikasi_ditinjau,
    riwayat_kasus,
)
from pengkinian.selectors.rekening import fakta_rekening, rekening_berlaku
from pengkinian.selectors.wajah import (
    ada_yang_dinilai,
    ambil_verifikasi_milik,
    percobaan_terakhir,
    percobaan_terbuka,
    persetujuan_berlaku,
    riwayat_percobaan,
    wajah_segar,
)
from pengkinian.selectors.wilayah import daftar_kabupaten, daftar_provinsi

__all__ = [
    "SELESAI",
    "TERBUKA",
    "ada_yang_dinilai",
    "ambil_kasus_milik",
    "ambil_verifikasi_milik",
    "daftar_kabupaten",
    "daftar_koreksi",
    "daftar_koreksi_terbuka",
    "daftar_provinsi",
    "daftar_verifikasi_ditinjau",
    "fakta_rekening",
    "hitung_koreksi_terbuka",
    "hitung_verifikasi_ditinjau",
    "identitas_dikoreksi",
    "jawaban_tersimpan",
    "kasus_terbuka",
    "kemajuan",
    "kode_kontak",
    "kode_kontak_terakhir",
    "kontak_terbukti",
    "menit_biasanya",
    "percobaan_terakhir",
    "percobaan_terbuka",
    "persetujuan_berlaku",
    "profil_terakhir",
    "rekening_berlaku",
    "riwayat_kasus",
    "riwayat_percobaan",
    "susun_fakta",
    "verdict_kasus",
    "wajah_segar",
]
