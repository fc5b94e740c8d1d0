"""The tables of the book, and the row that everything turns around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TABEL: Final = """
CREATE TABLE setelan (kunci TEXT PRIMARY KEY, nilai TEXT NOT NULL, sampai REAL NOT NULL);
CREATE TABLE token (nilai TEXT PRIMARY KEY, berakhir REAL NOT NULL);
CREATE TABLE pesan (
    tanggal TEXT NOT NULL, external_id TEXT NOT NULL, layanan TEXT NOT NULL,
    referensi TEXT NOT NULL, PRIMARY KEY (tanggal, external_id)
);
CREATE INDEX pesan_referensi ON pesan (referensi);
CREATE TABLE rekening (
    kode_bank TEXT NOT NULL, nomor TEXT NOT NULL, nama TEXT NOT NULL, skenario TEXT,
    saldo INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kode_bank, nomor)
);
CREATE TABLE transfer (
    id INTEGER PRIMARY KEY, waktu REAL NOT NULL, referensi TEXT NOT NULL,
    referensi_bank TEXT NOT NULL UNIQUE, layanan TEXT NOT NULL, sidik TEXT NOT NULL,
    kode_bank TEXT NOT NULL, nomor TEXT NOT NULL, jumlah INTEGER NOT NULL CHECK (jumlah > 0),
    keadaan TEXT NOT NULL, kelak TEXT, kelak_pada REAL, tampak_pada REAL NOT NULL
);
CREATE INDEX transfer_referensi ON transfer (referensi);
CREATE INDEX transfer_kelak ON transfer (kelak_pada) WHERE kelak IS NOT NULL;
CREATE TABLE mutasi (
    id INTEGER PRIMARY KEY, waktu REAL NOT NULL, jenis TEXT NOT NULL,
    transfer_id INTEGER REFERENCES transfer, referensi TEXT NOT NULL,
    kode_bank TEXT NOT NULL, nomor TEXT NOT NULL, jumlah INTEGER NOT NULL
);
CREATE INDEX mutasi_referensi ON mutasi (referensi);
CREATE INDEX mutasi_rekening ON mutasi (kode_bank, nomor);
"""
NAMA_TABEL: Final = ("mutasi", "transfer", "rekening", "pesan", "token", "setelan")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer as the bank took it; `keadaan` is SNAP's latestTransactionStatus."""

    id: int
    waktu: float
    referensi: str
    referensi_bank: str
    layanan: str
    sidik: str
    kode_bank: str
    nomor: str
    jumlah: int
    keadaan: str
    kelak: str | None
    kelak_pada: float | None
    tampak_pada: float
