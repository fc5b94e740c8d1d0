"""What officers have before them: claims to judge, and the due rows of all queues in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, F, Min, QuerySet
from django.utils import timezone

from accounts.models import BarisJatuhTempo, Pesan
from klaim_jht.models import Keberatan, Klaim, Pembayaran, Susulan
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim
from pengkinian.models import HasilVerifikasi

BATAS = 200
B = TypeVar("B", bound=BarisJatuhTempo)


@dataclass(frozen=True, slots=True)
class BarisAntrean:
    """One row that waits for a worker, or for a person when `perlu_petugas`.

    Shape:  `model` and `pk` lead to its page; `isi` names it without anything personal;
            `terlambat` = due and not held by any worker.
    """

    antrean: str
    model: str
    pk: int
    isi: str
    status: str
    jatuh_pada: datetime | None
    percobaan: int
    dipegang: bool
    terlambat: bool
    perlu_petugas: bool = False


def antrean_jatuh_tempo() -> list[BarisAntrean]:
    """Return the due rows of all queues, the most overdue first; at most 200 of each queue."""
    kini = timezone.now()
    semua = [baris for ambil in _ANTREAN for baris in ambil(kini)]
    jauh = datetime.max.replace(tzinfo=kini.tzinfo)
    return sorted(semua, key=lambda b: (not b.perlu_petugas, b.jatuh_pada or jauh, b.antrean))


def daftar_tinjauan() -> list[Klaim]:
    """Return the claims that wait for an officer, the nearest deadline first."""
    return list(
        Klaim.objects.filter(status=StatusKlaim.TINJAUAN_PETUGAS)
        .select_related("peserta", "rekening")
        .order_by("janji_pada", "pk")[:BATAS]
    )


def hitung_tinjauan() -> tuple[int, datetime | None]:
    """Return how many claims wait for an officer, and since when the first was filed."""
    hasil = Klaim.objects.filter(status=StatusKlaim.TINJAUAN_PETUGAS).aggregate(
        banyak=Count("pk"), sejak=Min("diajukan_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_perlu_petugas() -> tuple[int, datetime | None]:
    """Return how many payments no machine may move, and since when the first was written."""
    hasil = Pembayaran.objects.filter(status__in=PEMBAYARAN_TERBUKA, perlu_petugas=True).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_keberatan() -> tuple[int, datetime | None]:
    """Return how many objections wait for their answer, and since when the first does."""
    hasil = Keberatan.objects.filter(status=Keberatan.Status.BARU).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_susulan_petugas() -> tuple[int, datetime | None]:
    """Return how many later payments wait for an officer, and since when the first was held."""
    hasil = Susulan.objects.filter(menunggu=Susulan.Tunggu.PETUGAS, dibayar_pada=None).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def _pembayaran(kini: datetime) -> Iterator[BarisAntrean]:
    kueri = Pembayaran.objects.filter(status__in=PEMBAYARAN_TERBUKA).select_related("klaim")
    for satu in _terdekat(kueri):
        yield _baris(satu, "pembayaran", satu.partner_ref, kini, perlu_petugas=satu.perlu_petugas)


def _klaim(kini: datetime) -> Iterator[BarisAntrean]:
    for satu in _terdekat(Klaim.objects.filter(jatuh_pada__isnull=False)):
        yield _baris(satu, "pembayaran", satu.nomor or "", kini)


def _verifikasi(kini: datetime) -> Iterator[BarisAntrean]:
    for satu in _terdekat(HasilVerifikasi.objects.filter(jatuh_pada__isnull=False)):
        antrean = "wajah" if satu.jenis == HasilVerifikasi.Jenis.WAJAH else "dukcapil"
        yield _baris(satu, antrean, f"{satu.jenis} {satu.keperluan}", kini)


def _pesan(kini: datetime) -> Iterator[BarisAntrean]:
    kueri = Pesan.objects.filter(status=Pesan.Status.SIAP, jatuh_pada__isnull=False)
    for satu in _terdekat(kueri.defer("tujuan", "isi")):
        yield _baris(satu, "pesan", f"{satu.jenis} {satu.saluran}", kini)


_ANTREAN: tuple[Callable[[datetime], Iterator[BarisAntrean]], ...] = (
    _pembayaran,
    _klaim,
    _verifikasi,
    _pesan,
)


def _terdekat(kueri: QuerySet[B]) -> list[B]:
    return list(kueri.order_by(F("jatuh_pada").asc(nulls_first=True), "pk")[:BATAS])


def _baris(
    satu: BarisJatuhTempo, antrean: str, isi: str, kini: datetime, *, perlu_petugas: bool = False
) -> BarisAntrean:
    dipegang = satu.sewa_sampai is not None and satu.sewa_sampai > kini
    jatuh = satu.jatuh_pada is not None and satu.jatuh_pada <= kini
    return BarisAntrean(
        antrean=antrean,
        model=satu._meta.label_lower,
        pk=satu.pk,
        isi=isi,
        status=getattr(satu, "status", ""),
        jatuh_pada=satu.jatuh_pada,
        percobaan=satu.percobaan,
        dipegang=dipegang,
        terlambat=jatuh and not dipegang,
        perlu_petugas=perlu_petugas,
    )
