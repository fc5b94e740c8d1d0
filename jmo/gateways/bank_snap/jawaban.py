"""The bank's answers in our words. The foreign field names end here.

Each reader returns None when the answer does not say, about our own question, all that it must:
the caller then treats it as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from jmo.gateways.bank_snap.pesan import MATA_UANG, Diminta

Objek = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PemilikRekening:
    """The owner of an account as the bank knows it."""

    nama: str = field(repr=False)
    nomor: str = field(repr=False)
    kode_bank: str
    referensi_bank: str | None
    keadaan: str | None


@dataclass(frozen=True, slots=True)
class BuktiTransfer:
    """The bank says that it paid exactly what we asked.

    `external_id` is the one of the message that was answered: after a stale token not the one
    that the caller had stored.
    """

    referensi_bank: str
    referensi: str
    jumlah: int
    external_id: str
    jejak: str | None


class KeadaanTransfer(StrEnum):
    """Where a transfer stands at the bank."""

    BERHASIL = "BERHASIL"
    DIPROSES = "DIPROSES"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DIBATALKAN = "DIBATALKAN"
    GAGAL = "GAGAL"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"


@dataclass(frozen=True, slots=True)
class StatusTransfer:
    """Answer of a status inquiry; BERHASIL always carries the bank's reference."""

    keadaan: KeadaanTransfer
    referensi_bank: str | None = None
    jumlah: int | None = None


# latestTransactionStatus of service 36; 01 initiated, 02 paying, 03 pending.
_KEADAAN: Final[dict[str, KeadaanTransfer]] = {
    "00": KeadaanTransfer.BERHASIL,
    "01": KeadaanTransfer.DIPROSES,
    "02": KeadaanTransfer.DIPROSES,
    "03": KeadaanTransfer.DIPROSES,
    "04": KeadaanTransfer.DIKEMBALIKAN,
    "05": KeadaanTransfer.DIBATALKAN,
    "06": KeadaanTransfer.GAGAL,
    "07": KeadaanTransfer.TIDAK_DITEMUKAN,
}
_BUKAN_AKHIR: Final = (KeadaanTransfer.DIPROSES, KeadaanTransfer.TIDAK_DITEMUKAN)


def _teks(objek: Objek, kunci: str) -> str | None:
    nilai = objek.get(kunci)
    return nilai.strip() or None if isinstance(nilai, str) else None


def baca_jumlah(objek: Objek) -> int | None:
    """Return whole rupiah from SNAP's amount object, None when absent, broken or not whole."""
    isi = objek.get("amount")
    nilai = _teks(isi, "value") if isinstance(isi, dict) else None
    if not isinstance(isi, dict) or nilai is None or isi.get("currency") != MATA_UANG:
        return None
    try:
        jumlah = Decimal(nilai)
    except InvalidOperation:
        return None
    if not jumlah.is_finite() or jumlah != jumlah.to_integral_value():
        return None
    return int(jumlah)


def baca_pemilik(objek: Objek, *, kode_bank: str, nomor: str) -> PemilikRekening | None:
    """Read an account inquiry; None without a name or about another account."""
    nama = _teks(objek, "beneficiaryAccountName")
    if nama is None or _teks(objek, "beneficiaryAccountNo") != nomor:
        return None
    if _teks(objek, "beneficiaryBankCode") not in (None, kode_bank):
        return None
    return PemilikRekening(
        nama=nama,
        nomor=nomor,
        kode_bank=kode_bank,
        referensi_bank=_teks(objek, "referenceNo"),
        keadaan=_teks(objek, "beneficiaryAccountStatus"),
    )


def baca_bukti(objek: Objek, *, diminta: Diminta, external_id: str) -> BuktiTransfer | None:
    """Read a transfer's success; None unless reference, amount and account echo what we asked."""
    referensi_bank = _teks(objek, "referenceNo")
    gema = (
        _teks(objek, "partnerReferenceNo"),
        baca_jumlah(objek),
        _teks(objek, "beneficiaryAccountNo"),
    )
    if referensi_bank is None or gema != (diminta.referensi, diminta.jumlah, diminta.nomor):
        return None
    if _teks(objek, "sourceAccountNo") not in (None, diminta.rekening_sumber):
        return None
    return BuktiTransfer(
        referensi_bank=referensi_bank,
        referensi=diminta.referensi,
        jumlah=diminta.jumlah,
        external_id=external_id,
        jejak=_teks(objek, "traceNo"),
    )


def baca_status(
    objek: Objek, *, referensi: str, layanan: str, jumlah: int
) -> StatusTransfer | None:
    """Read a status inquiry; None when it speaks of another transfer or says too little.

    Shape:   a success under our own reference carries the amount that the bank states, also when it
             is not ours: that is no silence but a case for people.
    Unknown: which echo fields a bank leaves out. Whatever else it states must agree with our
             question; an end must name our reference, a success also the bank's own and the amount.
    """
    keadaan = _KEADAAN.get(_teks(objek, "latestTransactionStatus") or "")
    gema = _teks(objek, "originalPartnerReferenceNo")
    tertulis = baca_jumlah(objek)
    if keadaan is None or gema not in (None, referensi):
        return None
    if _teks(objek, "serviceCode") not in (None, layanan):
        return None
    berhasil_kami = keadaan is KeadaanTransfer.BERHASIL and gema == referensi
    if tertulis not in (None, jumlah) and not berhasil_kami:
        return None
    referensi_bank = _teks(objek, "originalReferenceNo") or _teks(objek, "referenceNumber")
    if gema is None and keadaan not in _BUKAN_AKHIR:
        return None
    if keadaan is KeadaanTransfer.BERHASIL and None in (referensi_bank, tertulis):
        return None
    return StatusTransfer(keadaan=keadaan, referensi_bank=referensi_bank, jumlah=tertulis)


def baca_berkas_koran(objek: Objek, *, tanggal: date, bentuk: str) -> bytes | None:
    """Return the statement file in an answer; None when it speaks of another day or format."""
    if (_teks(objek, "date"), _teks(objek, "format")) != (tanggal.isoformat(), bentuk):
        return None
    isi = objek.get("statement")
    return isi.encode() if isinstance(isi, str) else None
