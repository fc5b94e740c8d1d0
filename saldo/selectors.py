"""Reads of cards, the book and contributions, and the doors through which pages reach them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Window
from django.utils import timezone

from accounts.models import Akun, Peserta
from jmo.lib.galat import TidakDitemukan
from saldo.models import AkunBuku, EntriJurnal, Iuran, Kepesertaan, Ketentuan
from saldo.rules.buku import JenisAkun
from saldo.rules.ketentuan import (
    BarisKetentuan,
    JenisKetentuan,
    KetentuanBerlaku,
    pilih_berlaku,
)

_JENIS = {
    "iuran": JenisAkun.PESERTA_IURAN,
    "pengembangan": JenisAkun.PESERTA_PENGEMBANGAN,
    "ditahan": JenisAkun.PESERTA_DITAHAN,
}


@dataclass(frozen=True, slots=True)
class SaldoKartu:
    """The money of one card; `ditahan` is set aside for a claim and not part of `total`."""

    kartu: Kepesertaan
    iuran: int
    pengembangan: int
    ditahan: int

    @property
    def total(self) -> int:
        """What can be claimed."""
        return self.iuran + self.pengembangan


@dataclass(frozen=True, slots=True)
class RingkasanSaldo:
    """The money of one person over all cards, at the moment `per`."""

    kartu: tuple[SaldoKartu, ...]
    per: datetime

    @property
    def total(self) -> int:
        """What can be claimed."""
        return sum(satu.total for satu in self.kartu)

    @property
    def ditahan(self) -> int:
        """What is set aside for a claim."""
        return sum(satu.ditahan for satu in self.kartu)

    @property
    def iuran(self) -> int:
        """Contributions."""
        return sum(satu.iuran for satu in self.kartu)

    @property
    def pengembangan(self) -> int:
        """Returns."""
        return sum(satu.pengembangan for satu in self.kartu)


def daftar_kepesertaan(peserta: Peserta) -> list[Kepesertaan]:
    """Return all cards of a person, the oldest first."""
    return list(
        Kepesertaan.objects.filter(peserta=peserta)
        .select_related("perusahaan")
        .order_by("tanggal_mulai", "pk")
    )


def ambil_kepesertaan_milik(akun: Akun, kartu_id: int) -> Kepesertaan:
    """Return one card of this account's person.

    Raises: TidakDitemukan("kartu_tidak_ada"), also for somebody else's.
    """
    kartu = (
        Kepesertaan.objects.filter(peserta__akun=akun, pk=kartu_id)
        .select_related("perusahaan", "peserta")
        .first()
    )
    if kartu is None:
        raise TidakDitemukan("kartu_tidak_ada")
    return kartu


def saldo_peserta(peserta: Peserta) -> RingkasanSaldo:
    """Return the balance by card and in all: the running balances, proved equal to the entries."""
    akun: dict[int, dict[str, int]] = {}
    kartu: dict[int, Kepesertaan] = {}
    for satu in (
        Kepesertaan.objects.filter(peserta=peserta)
        .select_related("perusahaan")
        .order_by("tanggal_mulai", "pk")
    ):
        kartu[satu.pk], akun[satu.pk] = satu, {}
    for baris in AkunBuku.objects.filter(kepesertaan__in=kartu):
        assert baris.kepesertaan_id is not None
        akun[baris.kepesertaan_id][baris.jenis] = baris.saldo or 0
    return RingkasanSaldo(
        tuple(
            SaldoKartu(satu, **{nama: akun[pk].get(jenis, 0) for nama, jenis in _JENIS.items()})
            for pk, satu in kartu.items()
        ),
        timezone.now(),
    )


def daftar_entri(peserta: Peserta, *, kartu: Kepesertaan | None = None) -> QuerySet[EntriJurnal]:
    """Return the entries that add up to today's balance, oldest first, each with a running sum.

    Shape:  annotated with `perubahan` (credit minus debit) and `jumlah_berjalan`; entries of the
            held account are included, because a hold only moves money between own accounts.
    """
    saring = Q(akun__kepesertaan=kartu) if kartu else Q(akun__kepesertaan__peserta=peserta)
    return (
        EntriJurnal.objects.filter(saring)
        .exclude(akun__jenis=JenisAkun.PESERTA_DITAHAN)
        .select_related("jurnal", "akun__kepesertaan")
        .annotate(perubahan=F("kredit") - F("debit"))
        .annotate(
            jumlah_berjalan=Window(
                Sum(F("kredit") - F("debit")), order_by=[F("tanggal_nilai").asc(), F("pk").asc()]
            )
        )
        .order_by("tanggal_nilai", "pk")
    )


def jumlah_entri(peserta: Peserta, *, kartu: Kepesertaan | None = None) -> int:
    """Return the sum of the entries: must equal the balance that is shown."""
    saring = Q(akun__kepesertaan=kartu) if kartu else Q(akun__kepesertaan__peserta=peserta)
    hasil = (
        EntriJurnal.objects.filter(saring)
        .exclude(akun__jenis=JenisAkun.PESERTA_DITAHAN)
        .aggregate(jumlah=Sum("kredit") - Sum("debit"))
    )
    return hasil["jumlah"] or 0


def iuran_per_bulan(
    peserta: Peserta, *, tahun: int | None = None, kartu: Kepesertaan | None = None
) -> list[Iuran]:
    """Return the contributions that stand, newest month first."""
    kueri = Iuran.objects.filter(kepesertaan__peserta=peserta, berlaku=True)
    if tahun is not None:
        kueri = kueri.filter(bulan__year=tahun)
    if kartu is not None:
        kueri = kueri.filter(kepesertaan=kartu)
    return list(kueri.select_related("kepesertaan", "perusahaan").order_by("-bulan", "pk"))


def tahun_iuran(peserta: Peserta) -> list[int]:
    """Return the years in which contributions stand, newest first."""
    kueri = Iuran.objects.filter(kepesertaan__peserta=peserta, berlaku=True)
    return [satu.year for satu in kueri.dates("bulan", "year", order="DESC")]


def saldo_per_tahun(peserta: Peserta) -> list[dict[str, Any]]:
    """Return per year what came in (iuran, pengembangan), what went out, and the year's end."""
    kueri = (
        EntriJurnal.objects.filter(akun__kepesertaan__peserta=peserta)
        .exclude(akun__jenis=JenisAkun.PESERTA_DITAHAN)
        .values("tanggal_nilai__year", "jurnal__jenis")
        .annotate(jumlah=Sum("kredit") - Sum("debit"))
        .order_by("tanggal_nilai__year")
    )
    hasil: dict[int, dict[str, Any]] = {}
    for satu in kueri:
        tahun = hasil.setdefault(
            satu["tanggal_nilai__year"],
            {"tahun": satu["tanggal_nilai__year"], "iuran": 0, "pengembangan": 0, "keluar": 0},
        )
        kunci = {"IURAN": "iuran", "KOREKSI_IURAN": "iuran", "PENGEMBANGAN": "pengembangan"}
        tahun[kunci.get(satu["jurnal__jenis"], "keluar")] += satu["jumlah"]
    berjalan = 0
    for tahun in hasil.values():
        berjalan += tahun["iuran"] + tahun["pengembangan"] + tahun["keluar"]
        tahun["akhir"] = berjalan
    return list(hasil.values())


def ambil_ketentuan(*, pada: date) -> KetentuanBerlaku:
    """Return the dated parameters that hold on this day."""
    return pilih_berlaku(
        (baris_ketentuan(satu) for satu in Ketentuan.objects.filter(_berlaku(pada))), pada
    )


def tarif_pengembangan() -> Mapping[int, Ketentuan]:
    """Return the known yearly return rates; `contoh` marks those that are not official."""
    kueri = Ketentuan.objects.filter(jenis=JenisKetentuan.TARIF_PENGEMBANGAN)
    return {satu.berlaku_sejak.year: satu for satu in kueri.order_by("berlaku_sejak")}


def baris_ketentuan(satu: Ketentuan) -> BarisKetentuan:
    """Return a row in the form of the rules."""
    return BarisKetentuan(
        JenisKetentuan(satu.jenis), satu.nilai.normalize(), satu.berlaku_sejak,
        satu.berlaku_sampai, satu.dasar_hukum,
    )  # fmt: skip


def _berlaku(pada: date) -> Q:
    return Q(berlaku_sejak__lte=pada) & (Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=pada))
