"""SNAP response codes as data: seven digits = HTTP (3) + service (2) + case (2).

Belongs here: what a code means for the message that was answered, and why it was refused. Not
here: what to do with a claim, which is a rule of the payout. A code that the table does not know,
or that contradicts its own HTTP status, is never a refusal: it is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Layanan(StrEnum):
    """The SNAP services that we use, by their code."""

    TOKEN = "73"  # noqa: S105 - a service code
    TANYA_SESAMA = "15"
    TANYA_ANTARBANK = "16"
    TRANSFER_SESAMA = "17"
    TRANSFER_ANTARBANK = "18"
    TRANSFER_RTGS = "22"
    STATUS = "36"
    REKENING_KORAN = "14"


class Golongan(StrEnum):
    """What a code says about the message that it answers."""

    BERHASIL = "BERHASIL"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    DITOLAK = "DITOLAK"
    TOKEN_BASI = "TOKEN_BASI"  # noqa: S105 - a class of answers
    TERLALU_SERING = "TERLALU_SERING"
    BELUM_PASTI = "BELUM_PASTI"


class SebabTolak(StrEnum):
    """Why a message was refused; closed, so that the payout can decide on each."""

    REKENING = "REKENING"
    DANA_KURANG = "DANA_KURANG"
    BATAS = "BATAS"
    WAKTU_TUTUP = "WAKTU_TUTUP"
    DICURIGAI = "DICURIGAI"
    REFERENSI_GANDA = "REFERENSI_GANDA"
    TIDAK_KONSISTEN = "TIDAK_KONSISTEN"
    PESAN_GANDA = "PESAN_GANDA"
    TANDA_TANGAN = "TANDA_TANGAN"
    KONFIGURASI = "KONFIGURASI"
    PESAN_SALAH = "PESAN_SALAH"
    TERLALU_SERING = "TERLALU_SERING"

    @property
    def mungkin_sudah_dibayar(self) -> bool:
        """True when this refusal speaks of an earlier message that may have paid.

        Then only a status inquiry decides; releasing the money on it would pay twice.
        """
        return self in _MUNGKIN_SUDAH_DIBAYAR

    @property
    def tetap(self) -> bool:
        """True when asking again would be refused again: the account, the amount, the message."""
        return self in _TETAP


_MUNGKIN_SUDAH_DIBAYAR: Final = frozenset(
    {SebabTolak.REFERENSI_GANDA, SebabTolak.TIDAK_KONSISTEN, SebabTolak.PESAN_GANDA}
)


_TETAP: Final = frozenset(
    {SebabTolak.REKENING, SebabTolak.BATAS, SebabTolak.DICURIGAI, SebabTolak.PESAN_SALAH}
)


@dataclass(frozen=True, slots=True)
class BarisKode:
    """One row of the table; `arti` is ours and safe to log, unlike the bank's own sentence."""

    golongan: Golongan
    arti: str
    sebab: SebabTolak | None = None


def _tolak(sebab: SebabTolak, arti: str) -> BarisKode:
    return BarisKode(Golongan.DITOLAK, arti, sebab)


def _tidak_pasti(arti: str) -> BarisKode:
    return BarisKode(Golongan.BELUM_PASTI, arti)


# Keys are HTTP status and case; the service digits stand between them in the code itself.
_UMUM: Final[dict[str, BarisKode]] = {
    "20000": BarisKode(Golongan.BERHASIL, "berhasil"),
    "20200": _tidak_pasti("sedang diproses"),
    "40000": _tolak(SebabTolak.PESAN_SALAH, "permintaan keliru"),
    "40001": _tolak(SebabTolak.PESAN_SALAH, "bentuk bidang keliru"),
    "40002": _tolak(SebabTolak.PESAN_SALAH, "bidang wajib tiada"),
    "40100": _tolak(SebabTolak.TANDA_TANGAN, "tanda tangan atau klien tidak dikenal"),
    "40101": BarisKode(Golongan.TOKEN_BASI, "token tidak berlaku"),
    "40103": BarisKode(Golongan.TOKEN_BASI, "token tidak ditemukan"),
    "40300": _tolak(SebabTolak.PESAN_SALAH, "transaksi kedaluwarsa"),
    "40301": _tolak(SebabTolak.KONFIGURASI, "layanan tidak diizinkan"),
    "40302": _tolak(SebabTolak.BATAS, "melebihi batas jumlah"),
    "40303": _tolak(SebabTolak.DICURIGAI, "dicurigai penipuan"),
    "40304": _tolak(SebabTolak.TERLALU_SERING, "melebihi batas kekerapan"),
    "40305": _tolak(SebabTolak.REKENING, "tidak dilayani bank penerima"),
    "40306": _tolak(SebabTolak.WAKTU_TUTUP, "di luar jam layanan"),
    "40309": _tolak(SebabTolak.REKENING, "rekening pasif"),
    "40314": _tolak(SebabTolak.DANA_KURANG, "dana sumber tidak cukup"),
    "40315": _tolak(SebabTolak.KONFIGURASI, "transaksi tidak diizinkan"),
    "40316": _tolak(SebabTolak.KONFIGURASI, "klien dibekukan"),
    "40318": _tolak(SebabTolak.REKENING, "rekening tidak aktif"),
    "40323": _tolak(SebabTolak.BATAS, "melebihi batas rekening"),
    # 00, 01 and 04 speak of a transaction, not of this message: asked about, never concluded from.
    "40400": _tidak_pasti("keadaan transaksi tidak sah"),
    "40401": _tidak_pasti("transaksi tidak ditemukan"),
    "40402": _tolak(SebabTolak.REKENING, "jalur bank tidak sah"),
    "40403": _tolak(SebabTolak.REKENING, "bank tidak didukung"),
    "40404": _tidak_pasti("transaksi dibatalkan"),
    "40411": _tolak(SebabTolak.REKENING, "rekening tidak sah"),
    "40413": _tolak(SebabTolak.PESAN_SALAH, "jumlah tidak sah"),
    "40416": _tolak(SebabTolak.KONFIGURASI, "mitra tidak ditemukan"),
    "40500": _tolak(SebabTolak.KONFIGURASI, "fungsi tidak didukung"),
    "40501": _tolak(SebabTolak.KONFIGURASI, "metode tidak diizinkan"),
    "40900": _tidak_pasti("X-EXTERNAL-ID sudah dipakai hari ini"),
    "42900": BarisKode(
        Golongan.TERLALU_SERING, "terlalu banyak permintaan", SebabTolak.TERLALU_SERING
    ),
    "50000": _tidak_pasti("galat umum bank"),
    "50001": _tidak_pasti("galat dalam bank"),
    "50002": _tidak_pasti("galat sistem di belakang bank"),
    "50400": _tidak_pasti("bank kehabisan waktu"),
}
_TRANSFER: Final[dict[str, BarisKode]] = {
    **_UMUM,
    "40418": _tolak(SebabTolak.TIDAK_KONSISTEN, "referensi sama, isi lain"),
    "40900": _tolak(SebabTolak.PESAN_GANDA, "X-EXTERNAL-ID sudah dipakai hari ini"),
    "40901": _tolak(SebabTolak.REFERENSI_GANDA, "referensi sudah pernah berhasil"),
}
# An account inquiry carries no amount of ours: refused is what the account takes, not our message.
_TANYA: Final[dict[str, BarisKode]] = {
    **_UMUM,
    "40413": _tolak(SebabTolak.BATAS, "jumlah ditolak untuk rekening ini"),
}
_STATUS: Final[dict[str, BarisKode]] = {
    **_UMUM,
    "40401": BarisKode(Golongan.TIDAK_DITEMUKAN, "transaksi tidak ditemukan"),
}
TABEL: Final[dict[Layanan, dict[str, BarisKode]]] = {
    Layanan.TOKEN: _UMUM,
    Layanan.TANYA_SESAMA: _TANYA,
    Layanan.TANYA_ANTARBANK: _TANYA,
    Layanan.TRANSFER_SESAMA: _TRANSFER,
    Layanan.TRANSFER_ANTARBANK: _TRANSFER,
    Layanan.TRANSFER_RTGS: _TRANSFER,
    Layanan.STATUS: _STATUS,
    Layanan.REKENING_KORAN: _UMUM,
}
TAK_DIKENAL: Final = _tidak_pasti("kode tak dikenal")


def baca_kode(kode: str, *, layanan: Layanan, status_http: int) -> BarisKode:
    """Return the row of a code that answers this service under this HTTP status.

    Result:  TAK_DIKENAL (unknown) for other lengths, another service, another HTTP status, or a
             case that is not in the table.
    Unknown: some banks put letters into the service digits; theirs would be read as unknown.
    Source:  SNAP BI, response codes of services 15 to 18, 36 and 73.
    """
    if len(kode) != 7 or kode[:3] != str(status_http) or kode[3:5] != layanan:
        return TAK_DIKENAL
    return TABEL[layanan].get(kode[:3] + kode[5:], TAK_DIKENAL)


def sebab_penolakan(kode: str) -> SebabTolak:
    """Return why the message was refused, from the full seven-digit code of a `Ditolak`.

    Raises: ValueError for a code that is no refusal.
    """
    for layanan, tabel in TABEL.items():
        baris = tabel.get(kode[:3] + kode[5:]) if kode[3:5] == layanan else None
        if baris is not None and baris.sebab is not None:
            return baris.sebab
    raise ValueError("not the code of a refusal")
