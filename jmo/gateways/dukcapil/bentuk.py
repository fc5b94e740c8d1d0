"""What we ask the register about a person, and what comes back, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DataPenduduk:
    """What a person says about themselves; an empty text is not asked about."""

    nik: str
    nama: str
    tanggal_lahir: date
    no_kk: str = ""
    nama_ibu: str = ""
    tempat_lahir: str = ""
    jenis_kelamin: Literal["", "L", "P"] = ""
    alamat: str = ""
    rt: str = ""
    rw: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    agama: str = ""
    status_kawin: str = ""
    pekerjaan: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no question; the reason names the field, never its value."""
        if not (len(self.nik) == 16 and self.nik.isascii() and self.nik.isdigit()):
            raise ValueError("nik must be 16 digits")
        if not self.nama.strip():
            raise ValueError("nama must not be empty")
        if self.jenis_kelamin not in ("", "L", "P"):
            raise ValueError("jenis_kelamin must be L or P")


class HasilPenduduk(StrEnum):
    """The register's word on a person as a whole.

    COCOK: every field asked agrees. SEBAGIAN: the number is known, at least one field does not
    agree or was not answered. NONAKTIF: only the Dinas Dukcapil can put it right.
    """

    COCOK = "COCOK"
    SEBAGIAN = "SEBAGIAN"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    NONAKTIF = "NONAKTIF"
    MENINGGAL = "MENINGGAL"


@dataclass(frozen=True, slots=True)
class PutusanBidang:
    """One field: does it agree, and for texts how alike it is in per cent."""

    sesuai: bool
    skor: int | None = None


@dataclass(frozen=True, slots=True)
class VerdictPenduduk:
    """The register's answer; holds verdicts and no data, so it may be stored and shown.

    `bidang` has the names of `DataPenduduk` and only those that were asked and answered; it is
    empty unless the number is known and active. `kode` is the register's, "" when it gave none.
    """

    hasil: HasilPenduduk
    bidang: Mapping[str, PutusanBidang]
    sisa_kuota: int | None
    kode: str = ""

    def sesuai(self, *nama: str) -> bool:
        """Tell whether all these fields were asked and agree."""
        return all(satu in self.bidang and self.bidang[satu].sesuai for satu in nama)


class KeadaanWajah(StrEnum):
    """What the register could do with a face; only DINILAI carries a score."""

    DINILAI = "DINILAI"
    TANPA_ACUAN = "TANPA_ACUAN"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    NONAKTIF = "NONAKTIF"


@dataclass(frozen=True, slots=True)
class SkorWajah:
    """The register's 1:1 score, from 0 to 1; where it is enough is a rule of the app that asks.

    TANPA_ACUAN: the number is known, but there is no picture to compare with.
    """

    keadaan: KeadaanWajah
    skor: Decimal | None
    sisa_kuota: int | None

    def __post_init__(self) -> None:
        """A score belongs to DINILAI and to nothing else."""
        if (self.skor is not None) != (self.keadaan is KeadaanWajah.DINILAI):
            raise ValueError("skor and keadaan contradict each other")
