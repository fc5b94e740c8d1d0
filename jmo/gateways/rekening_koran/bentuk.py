"""What a statement says, whatever its file format, and why a file is refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

PANJANG_REFERENSI: Final = 64
PANJANG_KETERANGAN: Final = 200
JUMLAH_MAKSIMUM: Final = 10**15


class KoranTidakSah(ValueError):
    """A file that cannot be taken; nothing of it was.

    Shape:  `kode` says why, in our own closed list of words; `baris` = line of the file, 0 where
            the whole file is meant. Never a piece of the content: it may name people.
    """

    def __init__(self, kode: str, baris: int = 0) -> None:
        """Keep the reason and the line."""
        super().__init__(f"{kode} ({baris})" if baris else kode)
        self.kode = kode
        self.baris = baris


@dataclass(frozen=True, slots=True)
class BarisKoran:
    """One movement of the account.

    Shape:  `nomor` = the bank's own number of this movement; `debit` = money left the account;
            `referensi` = ours, as the bank carried it, "" where there is none.
    Unit:   whole rupiah above zero.
    """

    nomor: str
    debit: bool
    jumlah: int
    referensi: str
    referensi_bank: str
    keterangan: str

    def inti(self) -> tuple[object, ...]:
        """Return what must never change from one delivery to the next: all but the remark."""
        return (self.nomor, self.debit, self.jumlah, self.referensi, self.referensi_bank)


@dataclass(frozen=True, slots=True)
class IsiKoran:
    """One day of one account; the movements lead from the first balance to the last."""

    rekening: str
    tanggal: date
    saldo_awal: int
    saldo_akhir: int
    baris: tuple[BarisKoran, ...]

    def __post_init__(self) -> None:
        """Refuse a statement whose own numbers contradict each other.

        Raises: KoranTidakSah("nomor_ganda" | "saldo_tidak_cocok").
        """
        if len({satu.nomor for satu in self.baris}) != len(self.baris):
            raise KoranTidakSah("nomor_ganda")
        gerak = sum(-satu.jumlah if satu.debit else satu.jumlah for satu in self.baris)
        if self.saldo_awal + gerak != self.saldo_akhir:
            raise KoranTidakSah("saldo_tidak_cocok")

    def sidik(self) -> str:
        """Return a hash of the content that is the same whatever the file format was."""
        inti = (self.rekening, self.tanggal.isoformat(), self.saldo_awal, self.saldo_akhir)
        baris = sorted(satu.inti() for satu in self.baris)
        return hashlib.sha256(repr((inti, baris)).encode()).hexdigest()


def periksa_baris(baris: BarisKoran, *, ke: int) -> BarisKoran:
    """Return the movement, or refuse one whose fields do not fit.

    Raises: KoranTidakSah("baris_rusak").
    """
    teks = (baris.nomor, baris.referensi, baris.referensi_bank, baris.keterangan)
    batas = (32, PANJANG_REFERENSI, PANJANG_REFERENSI, PANJANG_KETERANGAN)
    sesuai = all(
        len(isi) <= panjang and isi.isprintable() for isi, panjang in zip(teks, batas, strict=True)
    )
    if not baris.nomor or not sesuai or not 0 < baris.jumlah < JUMLAH_MAKSIMUM:
        raise KoranTidakSah("baris_rusak", ke)
    return baris


def bulat(nilai: Decimal, *, ke: int) -> int:
    """Return whole rupiah; a bank that books sen is a case for people, never rounded away.

    Raises: KoranTidakSah("ada_sen").
    """
    if not nilai.is_finite() or nilai != nilai.to_integral_value():
        raise KoranTidakSah("ada_sen", ke)
    return int(nilai)
