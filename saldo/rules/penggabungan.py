"""Which of a person's cards may be merged into which, and why the others may not.

A question only: moving the money is an act of the services.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from jmo.lib.nama import kemiripan
from saldo.rules.masa_kepesertaan import StatusKepesertaan

# From here a name counts as the same; from the lower bound an officer looks at both.
BATAS_NAMA_SAMA = Decimal("0.85")
BATAS_NAMA_PETUGAS = Decimal("0.60")
# How long a participant may undo a merge without anybody's help. Our choice (DESIGN).
BATAS_URUNG_HARI = 7


class SebabTakGabung(StrEnum):
    """Why a card cannot be merged now, or not without an officer."""

    MASIH_AKTIF = "MASIH_AKTIF"
    SUDAH_DIGABUNG = "SUDAH_DIGABUNG"
    SUDAH_DIKLAIM = "SUDAH_DIKLAIM"
    ADA_TAHANAN = "ADA_TAHANAN"
    ADA_KLAIM_TERBUKA = "ADA_KLAIM_TERBUKA"
    ADA_SENGKETA = "ADA_SENGKETA"
    NIK_BERBEDA = "NIK_BERBEDA"
    TANGGAL_LAHIR_BERBEDA = "TANGGAL_LAHIR_BERBEDA"
    NAMA_BERBEDA = "NAMA_BERBEDA"
    NAMA_MIRIP = "NAMA_MIRIP"
    TUJUAN_TERHALANG = "TUJUAN_TERHALANG"


class SebabTakUrung(StrEnum):
    """Why a merge cannot be undone, or not by the participant alone."""

    SUDAH_DIAJUKAN = "SUDAH_DIAJUKAN"
    TUJUAN_DITAHAN = "TUJUAN_DITAHAN"
    TUJUAN_DIKLAIM = "TUJUAN_DIKLAIM"
    TUJUAN_DIGABUNG = "TUJUAN_DIGABUNG"
    IURAN_MENYUSUL = "IURAN_MENYUSUL"
    LEWAT_WAKTU = "LEWAT_WAKTU"


class PutusanGabung(StrEnum):
    """What happens to one card."""

    TUJUAN = "TUJUAN"
    BOLEH = "BOLEH"
    PETUGAS = "PETUGAS"
    TIDAK = "TIDAK"


@dataclass(frozen=True, slots=True)
class Pemilik:
    """The person as verified; stays out of `repr`."""

    nik: str = field(repr=False)
    tanggal_lahir: date = field(repr=False)
    nama: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KartuGabung:
    """A card with the identity that is registered on it.

    Shape:  `nama_ibu_cocok` None = not known; True settles a name that is only alike.
    """

    kartu_id: int
    status: StatusKepesertaan
    tanggal_mulai: date
    nik: str = field(repr=False)
    tanggal_lahir: date = field(repr=False)
    nama: str = field(repr=False)
    ada_tahanan: bool = False
    ada_klaim_terbuka: bool = False
    ada_sengketa: bool = False
    nama_ibu_cocok: bool | None = None


@dataclass(frozen=True, slots=True)
class HasilKartu:
    """The answer for one card, with every reason."""

    kartu_id: int
    putusan: PutusanGabung
    sebab: tuple[SebabTakGabung, ...] = ()


@dataclass(frozen=True, slots=True)
class HasilPenggabungan:
    """The answer for all cards, in the order in which they were given."""

    tujuan_id: int | None
    kartu: tuple[HasilKartu, ...]

    @property
    def boleh(self) -> bool:
        """True when at least one card can be merged right away."""
        return any(satu.putusan is PutusanGabung.BOLEH for satu in self.kartu)


@dataclass(frozen=True, slots=True)
class FaktaUrung:
    """What stands in the way of an undo, as the book and the cards say it.

    Shape:  `pernah_ditahan` = money of the target was set aside for a claim since the merge,
            whether that claim still runs or not; `iuran_menyusul` = the old card was paid for
            after the merge: that money went straight to the target.
    """

    status_tujuan: StatusKepesertaan
    ada_tahanan: bool
    pernah_ditahan: bool
    boleh_urung_sampai: datetime
    iuran_menyusul: bool = False


_HANYA_PETUGAS = frozenset({SebabTakGabung.NAMA_MIRIP, SebabTakGabung.TANGGAL_LAHIR_BERBEDA})


def periksa_penggabungan(kartu: Sequence[KartuGabung], *, pemilik: Pemilik) -> HasilPenggabungan:
    """Say which cards may be merged, into which one, and why not.

    Shape:  target = the active card (the latest, if several), else the latest inactive one;
            sources = the other inactive cards, any number.
    Result: all reasons per card. A name that is only alike or another birth date goes to an
            officer; another NIK, a hold, an open claim or a dispute is a no.
    Source: policy of 1 November 2020 on merging before a claim (docs/regulasi.md#penggabungan).
    """
    tujuan = _cari_tujuan(kartu)
    if tujuan is None:
        return HasilPenggabungan(None, tuple(_hasil(satu, _sebab_status(satu)) for satu in kartu))
    terhalang = (*_sebab_beban(tujuan), *_sebab_identitas(tujuan, pemilik))
    hasil: list[HasilKartu] = []
    for satu in kartu:
        if satu.kartu_id == tujuan.kartu_id:
            hasil.append(HasilKartu(satu.kartu_id, PutusanGabung.TUJUAN, terhalang))
            continue
        sebab = [*_sebab_status(satu), *_sebab_beban(satu), *_sebab_identitas(satu, pemilik)]
        # An officer's doubt about the target is a doubt about each source too.
        hanya_ragu = _HANYA_PETUGAS.issuperset(terhalang)
        sebab += terhalang if hanya_ragu else [SebabTakGabung.TUJUAN_TERHALANG]
        hasil.append(_hasil(satu, tuple(dict.fromkeys(sebab))))
    return HasilPenggabungan(tujuan.kartu_id, tuple(hasil))


def batas_urung(digabung_pada: datetime) -> datetime:
    """Return the instant until which the participant may undo a merge alone."""
    return digabung_pada + timedelta(days=BATAS_URUNG_HARI)


def periksa_urung(
    fakta: FaktaUrung, *, sekarang: datetime, oleh_petugas: bool = False
) -> tuple[SebabTakUrung, ...]:
    """Return every reason against undoing a merge; none means that it may be undone.

    Shape:  two officers together are not bound by the time, nor by a claim that came to nothing.
    Source: seven days, and that filing a claim closes them, are our design
            (docs/regulasi.md#penggabungan).
    """
    status = fakta.status_tujuan
    return tuple(
        sebab
        for ada, sebab in (
            (fakta.ada_tahanan, SebabTakUrung.TUJUAN_DITAHAN),
            (status is StatusKepesertaan.DIKLAIM, SebabTakUrung.TUJUAN_DIKLAIM),
            (status is StatusKepesertaan.DIGABUNG, SebabTakUrung.TUJUAN_DIGABUNG),
            (fakta.iuran_menyusul, SebabTakUrung.IURAN_MENYUSUL),
            (fakta.pernah_ditahan and not oleh_petugas, SebabTakUrung.SUDAH_DIAJUKAN),
            (
                sekarang > fakta.boleh_urung_sampai and not oleh_petugas,
                SebabTakUrung.LEWAT_WAKTU,
            ),
        )
        if ada
    )


def boleh_memutus(*, pembuat_id: int | None, pemutus_id: int) -> bool:
    """Tell whether this officer may decide what another one asked for: maker is never checker."""
    return pembuat_id is not None and pembuat_id != pemutus_id


def _cari_tujuan(kartu: Sequence[KartuGabung]) -> KartuGabung | None:
    for status in (StatusKepesertaan.AKTIF, StatusKepesertaan.NONAKTIF):
        calon = [satu for satu in kartu if satu.status is status]
        if calon:
            return max(calon, key=lambda satu: (satu.tanggal_mulai, satu.kartu_id))
    return None


def _hasil(kartu: KartuGabung, sebab: tuple[SebabTakGabung, ...]) -> HasilKartu:
    if not sebab:
        return HasilKartu(kartu.kartu_id, PutusanGabung.BOLEH)
    putusan = PutusanGabung.PETUGAS if _HANYA_PETUGAS.issuperset(sebab) else PutusanGabung.TIDAK
    return HasilKartu(kartu.kartu_id, putusan, sebab)


def _sebab_status(kartu: KartuGabung) -> tuple[SebabTakGabung, ...]:
    sebab = {
        StatusKepesertaan.AKTIF: SebabTakGabung.MASIH_AKTIF,
        StatusKepesertaan.DIGABUNG: SebabTakGabung.SUDAH_DIGABUNG,
        StatusKepesertaan.DIKLAIM: SebabTakGabung.SUDAH_DIKLAIM,
    }.get(kartu.status)
    return () if sebab is None else (sebab,)


def _sebab_beban(kartu: KartuGabung) -> tuple[SebabTakGabung, ...]:
    return tuple(
        sebab
        for ada, sebab in (
            (kartu.ada_tahanan, SebabTakGabung.ADA_TAHANAN),
            (kartu.ada_klaim_terbuka, SebabTakGabung.ADA_KLAIM_TERBUKA),
            (kartu.ada_sengketa, SebabTakGabung.ADA_SENGKETA),
        )
        if ada
    )


def _sebab_identitas(kartu: KartuGabung, pemilik: Pemilik) -> tuple[SebabTakGabung, ...]:
    sebab: list[SebabTakGabung] = []
    if kartu.nik != pemilik.nik:
        sebab.append(SebabTakGabung.NIK_BERBEDA)
    if kartu.tanggal_lahir != pemilik.tanggal_lahir:
        sebab.append(SebabTakGabung.TANGGAL_LAHIR_BERBEDA)
    skor = kemiripan(kartu.nama, pemilik.nama)
    if skor < BATAS_NAMA_PETUGAS:
        sebab.append(SebabTakGabung.NAMA_BERBEDA)
    elif skor < BATAS_NAMA_SAMA and not kartu.nama_ibu_cocok:
        sebab.append(SebabTakGabung.NAMA_MIRIP)
    return tuple(sebab)
