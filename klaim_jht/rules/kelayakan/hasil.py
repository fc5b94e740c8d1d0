"""The answer: every rule that was asked, passed or not, with what it saw and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from jmo.lib.uang import Rupiah
from klaim_jht.rules.kelayakan.fakta import Sumber

NilaiFakta: TypeAlias = str | int | bool | tuple[str, ...] | None


class KodeAturan(StrEnum):
    """The rules; each is one tick."""

    ALASAN_DIBUKA = "ALASAN_DIBUKA"
    IDENTITAS = "IDENTITAS"
    PENGKINIAN = "PENGKINIAN"
    USIA_PENSIUN = "USIA_PENSIUN"
    KEPESERTAAN_NONAKTIF = "KEPESERTAAN_NONAKTIF"
    MASA_TUNGGU = "MASA_TUNGGU"
    JENIS_KARTU = "JENIS_KARTU"
    MASA_KEPESERTAAN = "MASA_KEPESERTAAN"
    SEKALI_SAJA = "SEKALI_SAJA"
    KARTU_DIGABUNG = "KARTU_DIGABUNG"
    TANPA_KLAIM_TERBUKA = "TANPA_KLAIM_TERBUKA"
    TANPA_TAHANAN = "TANPA_TAHANAN"
    SALDO_ADA = "SALDO_ADA"


class KodePerbaikan(StrEnum):
    """What the person can do about a "no"."""

    PILIH_ALASAN_LAIN = "PILIH_ALASAN_LAIN"
    KE_CABANG = "KE_CABANG"
    SELESAIKAN_PENGKINIAN = "SELESAIKAN_PENGKINIAN"
    TUNGGU = "TUNGGU"
    LAPORKAN_BERHENTI = "LAPORKAN_BERHENTI"
    PERBAIKI_LAPORAN = "PERBAIKI_LAPORAN"
    GABUNGKAN_KARTU = "GABUNGKAN_KARTU"
    LIHAT_KLAIM = "LIHAT_KLAIM"
    HUBUNGI_PETUGAS = "HUBUNGI_PETUGAS"
    PERIKSA_IURAN = "PERIKSA_IURAN"


class Rute(StrEnum):
    """Who decides: a machine at once, or an officer within working days."""

    MESIN = "MESIN"
    PETUGAS = "PETUGAS"


class SebabRute(StrEnum):
    """Why an officer decides."""

    DI_ATAS_BATAS = "DI_ATAS_BATAS"
    ALASAN_PERLU_PETUGAS = "ALASAN_PERLU_PETUGAS"


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilAturan:
    """One rule's answer.

    Shape:  `fakta` = what it saw, as values and never as a sentence; `perbaikan` None when passed;
            `lulus_pada` = first day on which it passes by itself, None when it never will.
    """

    kode: KodeAturan
    lulus: bool
    fakta: Mapping[str, NilaiFakta]
    sumber: tuple[Sumber, ...]
    perbaikan: KodePerbaikan | None = None
    lulus_pada: date | None = None
    versi: str
    dasar_hukum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilKelayakan:
    """All answers together. The ceiling chooses the route and never refuses."""

    boleh: bool
    rute: Rute
    sebab_rute: tuple[SebabRute, ...]
    batas_mesin: Rupiah
    alasan: tuple[HasilAturan, ...]

    @property
    def gagal(self) -> tuple[HasilAturan, ...]:
        """The rules that say no."""
        return tuple(satu for satu in self.alasan if not satu.lulus)

    @property
    def lulus_pada(self) -> date | None:
        """First day on which all rules pass by themselves; None now, or when waiting is no help."""
        tanggal = [satu.lulus_pada for satu in self.gagal]
        diketahui = [satu for satu in tanggal if satu is not None]
        return max(diketahui) if diketahui and len(diketahui) == len(tanggal) else None

    def ambil(self, kode: KodeAturan) -> HasilAturan | None:
        """Return the answer of one rule, None when it was not asked for this reason."""
        return next((satu for satu in self.alasan if satu.kode is kode), None)
