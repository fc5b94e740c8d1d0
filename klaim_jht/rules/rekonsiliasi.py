"""The bank's statement against our book: what differs, and how badly.

Pure comparison of what both sides say about one reference. Nothing here adjusts anything: an open
payment is asked about, a difference is listed for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusPembayaran

_S = StatusPembayaran


class JenisSelisih(StrEnum):
    """In what way the two books differ."""

    BELUM_TUNTAS = "BELUM_TUNTAS"
    TAK_DI_BANK = "TAK_DI_BANK"
    JUMLAH_BEDA = "JUMLAH_BEDA"
    ASING = "ASING"
    KEMBALI = "KEMBALI"
    GANDA = "GANDA"
    BARIS_BERUBAH = "BARIS_BERUBAH"
    SALDO_PUTUS = "SALDO_PUTUS"


class Langkah(StrEnum):
    """What follows besides listing it; none of these moves money.

    TANYA = have the bank asked now; TAHAN = alarm and hold, as for a late success.
    """

    DAFTAR = "DAFTAR"
    TANYA = "TANYA"
    TAHAN = "TAHAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class DuaBuku:
    """What the bank's statements and our book say about one reference.

    Shape:  `keluar`, `masuk` = how many debits and credits the statements show; `jumlah_keluar` =
            the amounts of all debits together; `status` None = we know no such payment;
            `dikembalikan_tanggal` = the day on which we booked a return; `lengkap_sampai` = the
            last day of which the whole statement is here.
    Unit:   whole rupiah.
    """

    keluar: int
    masuk: int
    jumlah_keluar: int
    status: StatusPembayaran | None = None
    jumlah: int = 0
    dikembalikan_tanggal: date | None = None
    lengkap_sampai: date | None = None


@dataclass(frozen=True, slots=True)
class Putusan:
    """One difference and what follows.

    Shape:  `hentikan` = all payouts stop until two officers let them go on.
    """

    jenis: JenisSelisih
    langkah: Langkah = Langkah.DAFTAR
    hentikan: bool = False


def bandingkan(satu: DuaBuku) -> Putusan | None:
    """Return the difference about one reference, None when both books say the same.

    Shape:  the worst one alone: money that left twice before an amount, an amount before a state.
    Source: reliability of the payout: each paid payment stands once in the bank's statement
            (docs/regulasi.md#rekonsiliasi).
    """
    if satu.status is None:
        # Money that came in without our reference takes nothing from anybody.
        return Putusan(JenisSelisih.ASING, hentikan=satu.keluar > 0)
    sisa = satu.keluar - satu.masuk
    if sisa > 1:
        return Putusan(JenisSelisih.GANDA, hentikan=True)
    if satu.keluar and satu.jumlah_keluar != satu.keluar * satu.jumlah:
        return Putusan(JenisSelisih.JUMLAH_BEDA, hentikan=True)
    return _terbayar(satu) if sisa == 1 else _kembali(satu)


def _terbayar(satu: DuaBuku) -> Putusan | None:
    """The bank's book shows it as paid."""
    assert satu.status is not None
    if satu.status is _S.BERHASIL:
        return None
    if satu.status in {_S.GAGAL_PASTI, _S.SIAP}:
        # We never took it for sent, or held it for refused: another payment may be on its way.
        return Putusan(JenisSelisih.BELUM_TUNTAS, Langkah.TAHAN, satu.status is _S.SIAP)
    if satu.status in PEMBAYARAN_TERBUKA:
        return Putusan(JenisSelisih.BELUM_TUNTAS, Langkah.TANYA)
    # We booked a return that a whole statement of that day does not show.
    sampai, pada = satu.lengkap_sampai, satu.dikembalikan_tanggal
    if sampai is None or pada is None or pada > sampai:
        return None
    return Putusan(JenisSelisih.BELUM_TUNTAS, hentikan=True)


def _kembali(satu: DuaBuku) -> Putusan | None:
    """The bank's book shows that the money came back."""
    assert satu.status is not None
    if satu.status in {_S.DIKEMBALIKAN, _S.GAGAL_PASTI}:
        return None
    langkah = Langkah.DAFTAR if satu.status is _S.SIAP else Langkah.TANYA
    return Putusan(JenisSelisih.KEMBALI, langkah, satu.status is _S.SIAP)
