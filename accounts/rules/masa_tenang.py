"""Cooling-off: from when on money may be sent after something about a person changed.

It never blocks filing: a claim is decided and held, and only the time of sending moves. The time
shown before filing comes from the same function.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanMasaTenang:
    """The numbers of cooling-off, rows of configuration."""

    lama_jam: int = 12
    umur_bukti_kontak_jam: int = 12


class AsalRekening(StrEnum):
    """How the account to which the money goes came in."""

    PERTAMA = "PERTAMA"
    SAMA_DIKONFIRMASI = "SAMA_DIKONFIRMASI"
    DIGANTI = "DIGANTI"


class SebabTahan(StrEnum):
    """Why money waits."""

    REKENING_PERTAMA_BELUM_LENGKAP = "REKENING_PERTAMA_BELUM_LENGKAP"
    REKENING_DIGANTI = "REKENING_DIGANTI"
    KONTAK_TERAKHIR_DIGANTI = "KONTAK_TERAKHIR_DIGANTI"
    AKUN_DIPULIHKAN = "AKUN_DIPULIHKAN"
    WAJAH_OLEH_PETUGAS = "WAJAH_OLEH_PETUGAS"
    BUKAN_SAYA = "BUKAN_SAYA"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaRekening:
    """What was true when the account was entered, replaced or repaired.

    Shape:  `wajah_segar` = machine liveness and registry match, at most 24 h old at `pada`;
            `nama_cocok` = the owner's name passed without an officer;
            `bukti_kontak_pada` = when the contact that answered a code for this change had been
            proved; None when no code was answered.
    """

    asal: AsalRekening
    pada: datetime
    wajah_segar: bool
    nama_cocok: bool
    bukti_kontak_pada: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaMasaTenang:
    """Everything that can make money wait, at the moment of asking.

    Shape:  `dalam_batas` = the amount is within the ceiling of claims without documents;
            `kontak_terakhir_diganti_pada` = when the last proved contact was replaced (a first
            contact replaces none); `dipulihkan_pada` = recovery by e-mail or through the call
            centre; `wajah_petugas_pada` = when an officer approved a face that no machine had;
            `bukan_saya` = a report "this was not me" is open.
    """

    rekening: FaktaRekening
    dalam_batas: bool
    kontak_terakhir_diganti_pada: datetime | None = None
    dipulihkan_pada: datetime | None = None
    wajah_petugas_pada: datetime | None = None
    bukan_saya: bool = False


@dataclass(frozen=True, slots=True)
class Tahanan:
    """One reason to wait: since what change, until when; None = until a person closes it."""

    sebab: SebabTahan
    sejak: datetime | None
    sampai: datetime | None


@dataclass(frozen=True, slots=True)
class HasilMasaTenang:
    """When money may be sent (None: nobody can say yet), and all reasons still running."""

    boleh_kirim_pada: datetime | None
    tahanan: tuple[Tahanan, ...]


def hitung_masa_tenang(
    fakta: FaktaMasaTenang, sekarang: datetime, ketentuan: KetentuanMasaTenang
) -> HasilMasaTenang:
    """Return from when on the money of this person may be sent.

    Result: `sekarang` when nothing holds; else the latest end of what holds. Changes whose time
            has passed no longer appear.
    """
    lama = timedelta(hours=ketentuan.lama_jam)
    tahanan = [
        Tahanan(sebab, sejak, sejak + lama)
        for sebab, sejak in _perubahan(fakta, ketentuan)
        if sejak + lama > sekarang
    ]
    boleh = max([sekarang, *(satu.sejak + lama for satu in tahanan if satu.sejak)])
    if fakta.bukan_saya:
        tahanan.append(Tahanan(SebabTahan.BUKAN_SAYA, None, None))
        return HasilMasaTenang(None, tuple(tahanan))
    return HasilMasaTenang(boleh, tuple(tahanan))


def _perubahan(
    fakta: FaktaMasaTenang, ketentuan: KetentuanMasaTenang
) -> Iterator[tuple[SebabTahan, datetime]]:
    sebab_rekening = _sebab_rekening(fakta, ketentuan)
    if sebab_rekening is not None:
        yield sebab_rekening, fakta.rekening.pada
    for sebab, pada in (
        (SebabTahan.KONTAK_TERAKHIR_DIGANTI, fakta.kontak_terakhir_diganti_pada),
        (SebabTahan.AKUN_DIPULIHKAN, fakta.dipulihkan_pada),
        (SebabTahan.WAJAH_OLEH_PETUGAS, fakta.wajah_petugas_pada),
    ):
        if pada is not None:
            yield sebab, pada


def _sebab_rekening(fakta: FaktaMasaTenang, ketentuan: KetentuanMasaTenang) -> SebabTahan | None:
    rekening = fakta.rekening
    if rekening.asal is AsalRekening.SAMA_DIKONFIRMASI:
        return None
    terjamin = rekening.wajah_segar and rekening.nama_cocok
    if rekening.asal is AsalRekening.PERTAMA:
        lolos = terjamin and fakta.dalam_batas
        return None if lolos else SebabTahan.REKENING_PERTAMA_BELUM_LENGKAP
    bukti = rekening.bukti_kontak_pada
    umur_bukti = timedelta(hours=ketentuan.umur_bukti_kontak_jam)
    lama_terbukti = bukti is not None and bukti <= rekening.pada - umur_bukti
    return None if terjamin and lama_terbukti else SebabTahan.REKENING_DIGANTI
