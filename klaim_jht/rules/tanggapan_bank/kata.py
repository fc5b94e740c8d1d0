"""The words of the payout's decision: what the bank said in our terms, and what we can do.

The bank's own codes end in the gateway; whoever calls translates its outcome into `HasilBank`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from klaim_jht.rules.status import StatusPembayaran


class Asal(StrEnum):
    """To which of our questions this is the answer.

    KIRIM = the transfer message itself; TANYA = anything said about our reference afterwards: a
    status inquiry, a verified notice of the bank, its statement.
    """

    KIRIM = "KIRIM"
    TANYA = "TANYA"


class HasilBank(StrEnum):
    """What was said. From REKENING on: the message was refused, and why."""

    BERHASIL = "BERHASIL"
    DIPROSES = "DIPROSES"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    GAGAL = "GAGAL"
    DIBATALKAN = "DIBATALKAN"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    # Paid, but another amount than ours.
    JUMLAH_BERBEDA = "JUMLAH_BERBEDA"
    # It may have happened: silence, a broken answer, trouble at the bank, our own worker's death.
    BELUM_PASTI = "BELUM_PASTI"
    # Nothing left this house, or the bank turned the message away before reading it.
    TIDAK_TERKIRIM = "TIDAK_TERKIRIM"
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


class JenisTindakan(StrEnum):
    """What to do next."""

    BAYAR_TUNTAS = "BAYAR_TUNTAS"
    TANYA_LAGI = "TANYA_LAGI"
    KIRIM_ULANG = "KIRIM_ULANG"
    GAGAL_PASTI = "GAGAL_PASTI"
    BEKUKAN = "BEKUKAN"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    ALARM_TERLAMBAT = "ALARM_TERLAMBAT"
    ABAIKAN = "ABAIKAN"


class Perbaikan(StrEnum):
    """Who mends a final failure: the participant's account, or officers."""

    REKENING = "REKENING"
    PETUGAS = "PETUGAS"


class SebabBeku(StrEnum):
    """Why a payment waits for two officers. Inquiries go on meanwhile, sending does not."""

    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    LEWAT_BATAS_WAKTU = "LEWAT_BATAS_WAKTU"
    TIDAK_KONSISTEN = "TIDAK_KONSISTEN"
    JUMLAH_BERBEDA = "JUMLAH_BERBEDA"
    BERTENTANGAN = "BERTENTANGAN"
    TAK_PERNAH_DIKIRIM = "TAK_PERNAH_DIKIRIM"

    @property
    def hanya_dua_petugas(self) -> bool:
        """True when no answer of the bank may settle it any more, not even a success."""
        return self in _HANYA_DUA_PETUGAS


_HANYA_DUA_PETUGAS = frozenset(
    {
        SebabBeku.TIDAK_KONSISTEN,
        SebabBeku.JUMLAH_BERBEDA,
        SebabBeku.BERTENTANGAN,
        SebabBeku.TAK_PERNAH_DIKIRIM,
    }
)


@dataclass(frozen=True, slots=True)
class CatatanTanya:
    """One earlier answer about our reference."""

    pada: datetime
    hasil: HasilBank


@dataclass(frozen=True, slots=True, kw_only=True)
class Jawaban:
    """What was said now.

    Shape:  BERHASIL counts only with the bank's own reference; `coba_lagi_pada` = earliest next
            try that the other side asked for, when nothing was sent.
    """

    asal: Asal
    hasil: HasilBank
    referensi_bank: str = ""
    coba_lagi_pada: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeadaanPembayaran:
    """Where the payment stood before this answer, from the row and its attempts.

    Shape:  `dikirim_pertama_pada` and `dikirim_terakhir_pada` = first and latest transfer message,
            the one being answered included; `kiriman_menggantung` = EARLIER transfer messages
            whose fate is not known; `tidak_terkirim` = tries in a row, before this one, that are
            known not to have reached the bank; `riwayat` = earlier answers about the reference;
            `beku` = why it waits for officers.
    """

    status: StatusPembayaran
    dikirim_pertama_pada: datetime
    dikirim_terakhir_pada: datetime
    kiriman_menggantung: int = 0
    tidak_terkirim: int = 0
    riwayat: tuple[CatatanTanya, ...] = field(default=())
    beku: SebabBeku | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tindakan:
    """What to do.

    Shape:  `ke` = state after it, may be the same; `pada` = when the next inquiry (or the resend)
            is due, None when a person or nobody acts; `alarm` = tell officers now;
            `hentikan_semua` = stop all payouts, because the next one would meet the same wall.
    """

    jenis: JenisTindakan
    ke: StatusPembayaran
    pada: datetime | None = None
    perbaikan: Perbaikan | None = None
    sebab_beku: SebabBeku | None = None
    sebab: HasilBank | None = None
    referensi_bank: str = ""
    alarm: bool = False
    hentikan_semua: bool = False
