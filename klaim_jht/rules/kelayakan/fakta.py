"""The facts on which a claim is decided, each with who reported it and when.

A selector builds them; they are frozen with the decision. No identity number and no account stands
here: what is frozen is read by auditors for years.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan


class Pelapor(StrEnum):
    """From whom a fact comes."""

    PERUSAHAAN = "PERUSAHAAN"
    PESERTA = "PESERTA"
    PETUGAS = "PETUGAS"
    DUKCAPIL = "DUKCAPIL"
    BUKU = "BUKU"
    SISTEM = "SISTEM"


class JenisIdentitas(StrEnum):
    """The paper by which a person is known."""

    NIK = "NIK"
    PASPOR = "PASPOR"


class StatusPengkinian(StrEnum):
    """How far the data update is, as far as a claim cares."""

    BELUM = "BELUM"
    BERJALAN = "BERJALAN"
    MENUNGGU_DUKCAPIL = "MENUNGGU_DUKCAPIL"
    SELESAI = "SELESAI"


@dataclass(frozen=True, slots=True)
class Sumber:
    """Who said so, by name where it is an employer, and when."""

    pelapor: Pelapor
    pada: datetime | None = None
    nama: str = ""


@dataclass(frozen=True, slots=True)
class FaktaIdentitas:
    """Who the person is in the eyes of the law, without any number."""

    jenis: JenisIdentitas
    wni: bool
    tanggal_lahir: date = field(repr=False)
    sumber: Sumber


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaKartu:
    """One card. Dates and reason are as reported; None = not known.

    Shape:  `tanggal_pernyataan` = date of the employer's statement of resignation;
            `usia_pensiun` = the employer's pension age; `jenis` = PU, BPU or PMI.
    """

    kartu_id: int
    kpj_samar: str
    status: StatusKepesertaan
    jenis: str = ""
    tanggal_berakhir: date | None = None
    sebab_berakhir: SebabKeluar | None = None
    tanggal_pernyataan: date | None = None
    usia_pensiun: int | None = None
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class FaktaPengkinian:
    """The data update of this person."""

    status: StatusPengkinian
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class FaktaKlaimTerbuka:
    """Another claim of this person that has not ended, at whatever door it was made."""

    nomor: str
    status: str
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class FaktaMasa:
    """A span of membership on one card, merged cards too; `sampai` None while it runs."""

    kpj_samar: str
    mulai: date
    sampai: date | None
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class FaktaKlaimSebagian:
    """A claim of part of the balance that was paid in this membership."""

    nomor: str
    alasan: AlasanKlaim
    dibayar_pada: datetime | None
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class FaktaTahanan:
    """Money of this person that is set aside for something else; `kode` says for what."""

    kode: str
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class FaktaSaldo:
    """Posted balance over all cards, as the screen shows it, without provisional returns."""

    jumlah: Rupiah
    sumber: Sumber


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaKlaim:
    """Everything that is known about one person when one reason is asked about.

    Shape:  `masa` and `sebagian` speak of the membership since the last claim of everything.
    """

    alasan: AlasanKlaim
    identitas: FaktaIdentitas
    kartu: tuple[FaktaKartu, ...]
    pengkinian: FaktaPengkinian
    klaim_terbuka: FaktaKlaimTerbuka | None
    tahanan: tuple[FaktaTahanan, ...]
    saldo: FaktaSaldo
    masa: tuple[FaktaMasa, ...] = ()
    sebagian: tuple[FaktaKlaimSebagian, ...] = ()
