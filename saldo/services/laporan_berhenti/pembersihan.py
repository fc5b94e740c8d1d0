"""Papers of reports that were closed long ago."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import tugas
from saldo.models import BuktiBerhenti

# Long enough for an objection and for the claim that follows; our design.
UMUR_BUKTI = timedelta(days=180)


def bersihkan_bukti() -> int:
    """Drop the papers of reports that were closed 180 days ago; returns how many.

    Writes: bukti_berhenti (the paper goes, its hash stays).   Audit: bukti.dihapus.
    """
    pelaku, sekarang = tugas("saldo.bersihkan_bukti"), timezone.now()
    with transaction.atomic():
        lewat = list(
            BuktiBerhenti.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("laporan__kepesertaan__peserta")
            .filter(laporan__selesai_pada__lt=sekarang - UMUR_BUKTI, dihapus_pada=None)
            .defer("isi")[:500]
        )
        BuktiBerhenti.objects.filter(pk__in=[satu.pk for satu in lewat]).update(
            isi=None, dihapus_pada=sekarang
        )
        for satu in lewat:
            catat(
                aksi=Aksi.BUKTI_DIHAPUS, pelaku=pelaku, objek=satu.laporan,
                peserta=satu.laporan.kepesertaan.peserta,
            )  # fmt: skip
    return len(lewat)
