"""How answers of the register and of a bank agree with what a person said.

Verdicts and the fields that differ; never what the other side holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jmo.lib.nama import kemiripan, kemiripan_nama_rekening
from pengkinian.rules.status import StatusVerifikasi


class Unsur(StrEnum):
    """A field that the population register compares."""

    NIK = "NIK"
    NAMA = "NAMA"
    TANGGAL_LAHIR = "TANGGAL_LAHIR"
    NAMA_IBU = "NAMA_IBU"
    NO_KK = "NO_KK"
    TEMPAT_LAHIR = "TEMPAT_LAHIR"
    JENIS_KELAMIN = "JENIS_KELAMIN"
    STATUS_KAWIN = "STATUS_KAWIN"
    AGAMA = "AGAMA"
    PEKERJAAN = "PEKERJAAN"
    ALAMAT = "ALAMAT"
    KELURAHAN = "KELURAHAN"
    KECAMATAN = "KECAMATAN"
    KABUPATEN = "KABUPATEN"
    PROVINSI = "PROVINSI"


UNSUR_POKOK = (Unsur.NIK, Unsur.NAMA, Unsur.TANGGAL_LAHIR)
UNSUR_PENDUKUNG = (Unsur.NAMA_IBU, Unsur.NO_KK)


class PutusanNama(StrEnum):
    """What follows from how alike two names are."""

    LULUS = "LULUS"
    PETUGAS = "PETUGAS"
    TIDAK = "TIDAK"


class BedaTanggal(StrEnum):
    """How two dates of birth relate."""

    SAMA = "SAMA"
    HARI_BULAN_TERTUKAR = "HARI_BULAN_TERTUKAR"
    BEDA = "BEDA"


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanKecocokan:
    """Bands of likeness, rows of configuration.

    Unit:   names 0 to 1; fields of the register in percent, as it answers them.
    """

    nama_lulus: Decimal = Decimal("0.85")
    nama_petugas: Decimal = Decimal("0.60")
    unsur_sesuai_persen: int = 85


@dataclass(frozen=True, slots=True)
class HasilNama:
    """The verdict on a name with its score, four decimals."""

    putusan: PutusanNama
    skor: Decimal


@dataclass(frozen=True, slots=True)
class HasilKependudukan:
    """COCOK, SEBAGIAN or TIDAK_COCOK, and every compared field that differs, in fixed order.

    Shape:  `beda` may name fields with COCOK too: those never decide.
    """

    status: StatusVerifikasi
    beda: tuple[Unsur, ...]


def nilai_nama(satu: str, dua: str, ketentuan: KetentuanKecocokan) -> HasilNama:
    """Judge whether two names are of one person."""
    return _nilai(kemiripan(satu, dua), ketentuan)


def nilai_nama_rekening(
    *,
    nama: str,
    nama_bank: str,
    panjang_kolom: int | None,
    ketentuan: KetentuanKecocokan,
) -> HasilNama:
    """Judge whether an account belongs to this person by the name that its bank answers.

    Shape:  `panjang_kolom` = letters that this bank keeps of a name, None when unknown.
    Result: LULUS; PETUGAS (an officer the same day, or another account); TIDAK.
    """
    skor = kemiripan_nama_rekening(nama, nama_bank, panjang_kolom=panjang_kolom)
    return _nilai(skor, ketentuan)


def banding_tanggal(satu: date, dua: date) -> BedaTanggal:
    """Compare two dates of birth and tell the commonest slip apart: day and month exchanged."""
    if satu == dua:
        return BedaTanggal.SAMA
    if (satu.year, satu.month, satu.day) == (dua.year, dua.day, dua.month):
        return BedaTanggal.HARI_BULAN_TERTUKAR
    return BedaTanggal.BEDA


def putuskan_nik(unsur: Mapping[Unsur, int], ketentuan: KetentuanKecocokan) -> HasilKependudukan:
    """Judge the first question of a data update: NIK, name and date of birth.

    Shape:  `unsur` = likeness in percent of each field that was asked and answered.
    Result: COCOK when all three agree; SEBAGIAN when the NIK and one other do; else TIDAK_COCOK.
    """
    return HasilKependudukan(_status_pokok(unsur, ketentuan), _beda(unsur, ketentuan))


def putuskan_kependudukan(
    unsur: Mapping[Unsur, int], ketentuan: KetentuanKecocokan
) -> HasilKependudukan:
    """Judge the population data.

    Shape:  as for `putuskan_nik`; a field that was not answered is simply missing.
    Result: COCOK when NIK, name and date of birth agree plus one of mother's name and KK number;
            SEBAGIAN when those three agree alone, or the NIK and one other. The address and all
            further fields are named when they differ but never decide.
    """
    status = _status_pokok(unsur, ketentuan)
    didukung = any(_sesuai(unsur, satu, ketentuan) for satu in UNSUR_PENDUKUNG)
    if status is StatusVerifikasi.COCOK and not didukung:
        status = StatusVerifikasi.SEBAGIAN
    return HasilKependudukan(status, _beda(unsur, ketentuan))


def _nilai(skor: Decimal, ketentuan: KetentuanKecocokan) -> HasilNama:
    if skor >= ketentuan.nama_lulus:
        return HasilNama(PutusanNama.LULUS, skor)
    if skor >= ketentuan.nama_petugas:
        return HasilNama(PutusanNama.PETUGAS, skor)
    return HasilNama(PutusanNama.TIDAK, skor)


def _sesuai(unsur: Mapping[Unsur, int], satu: Unsur, ketentuan: KetentuanKecocokan) -> bool:
    return unsur.get(satu, 0) >= ketentuan.unsur_sesuai_persen


def _beda(unsur: Mapping[Unsur, int], ketentuan: KetentuanKecocokan) -> tuple[Unsur, ...]:
    return tuple(satu for satu in Unsur if satu in unsur and not _sesuai(unsur, satu, ketentuan))


def _status_pokok(unsur: Mapping[Unsur, int], ketentuan: KetentuanKecocokan) -> StatusVerifikasi:
    nik, nama, lahir = (_sesuai(unsur, satu, ketentuan) for satu in UNSUR_POKOK)
    if nik and nama and lahir:
        return StatusVerifikasi.COCOK
    if nik and (nama or lahir):
        return StatusVerifikasi.SEBAGIAN
    return StatusVerifikasi.TIDAK_COCOK
