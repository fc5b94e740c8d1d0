"""Reads for officers: what waits for a human, and what happened to one data update."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min
from django.db.models.functions import Coalesce

from accounts.models import CatatanAudit
from pengkinian.models import HasilVerifikasi, KasusKoreksi, KasusPengkinian
from pengkinian.rules.status import StatusVerifikasi

BATAS = 200


def daftar_verifikasi_ditinjau() -> list[tuple[HasilVerifikasi, datetime]]:
    """Return the verdicts that wait for an officer with since when, the oldest first."""
    kueri = (
        HasilVerifikasi.objects.filter(status=StatusVerifikasi.DITINJAU_PETUGAS, batal_pada=None)
        .select_related("peserta")
        .annotate(sejak=Coalesce("diputus_pada", "dikirim_pada", "dibuat_pada"))
        .order_by("sejak", "pk")
    )
    return [(satu, satu.sejak) for satu in kueri[:BATAS]]


def daftar_koreksi_terbuka() -> list[KasusKoreksi]:
    """Return the corrections without an answer, the nearest deadline first."""
    kueri = KasusKoreksi.objects.filter(status=KasusKoreksi.Status.BARU)
    return list(kueri.select_related("peserta", "petugas").order_by("tenggat_pada", "pk")[:BATAS])


def hitung_verifikasi_ditinjau() -> tuple[int, datetime | None]:
    """Return how many verdicts wait for an officer, and since when the first does."""
    hasil = HasilVerifikasi.objects.filter(
        status=StatusVerifikasi.DITINJAU_PETUGAS, batal_pada=None
    ).aggregate(
        banyak=Count("pk"), sejak=Min(Coalesce("diputus_pada", "dikirim_pada", "dibuat_pada"))
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_koreksi_terbuka() -> tuple[int, datetime | None]:
    """Return how many corrections have no answer, and since when the first was asked for."""
    hasil = KasusKoreksi.objects.filter(status=KasusKoreksi.Status.BARU).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def riwayat_kasus(kasus: KasusPengkinian) -> list[CatatanAudit]:
    """Return what the trail says of one data update, the oldest first."""
    return list(
        CatatanAudit.objects.filter(
            objek_jenis="pengkinian.kasuspengkinian", objek_id=kasus.pk
        ).order_by("pk")[:BATAS]
    )
