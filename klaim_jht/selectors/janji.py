"""Promises that come near or were broken: which claims to look at, and what was recorded."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from klaim_jht.models import Keberatan, Klaim, PeringatanJanji
from klaim_jht.rules.peringatan import DILANGGAR
from klaim_jht.rules.status import STATUS_MENUNGGU_PESERTA, STATUS_SELESAI, StatusKlaim

# A sweep that stood still looks back so far for claims that were paid late meanwhile.
MUNDUR = timedelta(days=7)


def klaim_berjanji(*, kini: datetime) -> QuerySet[Klaim]:
    """Return the claims whose promise may have to be recorded, with peserta.

    Shape:  what runs and does not wait for its participant, and what was paid after its first
            promise; never one whose breach stands recorded.
    """
    tercatat = PeringatanJanji.objects.filter(klaim=OuterRef("pk"), persen=DILANGGAR)
    diam = [*STATUS_SELESAI, *STATUS_MENUNGGU_PESERTA, StatusKlaim.DRAF]
    terlambat = Q(
        status=StatusKlaim.DIBAYAR, dibayar_pada__gte=kini - MUNDUR,
        dibayar_pada__gt=F("janji_pada"),
    )  # fmt: skip
    return (
        Klaim.objects.filter(~Q(status__in=diam) | terlambat, janji_pada__isnull=False)
        .exclude(Exists(tercatat))
        .select_related("peserta")
        .order_by("janji_pada", "pk")
    )


def persen_tercatat(klaim: Klaim) -> int:
    """Return the highest mark that stands recorded for a claim; 0 for none."""
    terakhir = klaim.peringatan.order_by("-persen").first()
    return terakhir.persen if terakhir else 0


def hitung_hampir_lewat() -> tuple[int, datetime | None]:
    """Return how many running claims were warned about, and since when the first was."""
    hasil = PeringatanJanji.objects.exclude(klaim__status__in=STATUS_SELESAI).aggregate(
        banyak=Count("klaim", distinct=True), sejak=Min("dicatat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def keberatan_berjanji() -> QuerySet[Keberatan]:
    """Return the objections whose time may have to be marked, with klaim and peserta.

    Shape:  those that wait, and those that were answered late, none whose breach stands recorded.
    """
    terlambat = Q(status=Keberatan.Status.DIJAWAB, dijawab_pada__gt=F("janji_pada"))
    return (
        Keberatan.objects.filter(Q(status=Keberatan.Status.BARU) | terlambat, dilanggar_pada=None)
        .select_related("klaim__peserta")
        .order_by("janji_pada", "pk")
    )


def hitung_keberatan_naik() -> tuple[int, datetime | None]:
    """Return how many unanswered objections went up to supervisors, and since when the first."""
    hasil = Keberatan.objects.filter(
        status=Keberatan.Status.BARU, dinaikkan_pada__isnull=False
    ).aggregate(banyak=Count("pk"), sejak=Min("dinaikkan_pada"))
    return hasil["banyak"], hasil["sejak"]
