"""What must go in time: pictures after 30 days, drafts that nobody touched for 30 days."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import tugas
from pengkinian.models import BingkaiWajah, KasusPengkinian
from pengkinian.rules.status import StatusKasus
from pengkinian.services.status import pindahkan_kasus

UMUR_FOTO = timedelta(days=30)
UMUR_DRAF = timedelta(days=30)


def bersihkan() -> tuple[int, int]:
    """Drop pictures and drafts past their time; returns how many of each.

    Writes: bingkai_wajah (the picture goes, its hash stays against replays), kasus_pengkinian.
    Audit:  foto.dihapus, pengkinian.pindah_status.
    """
    pelaku, sekarang = tugas("pengkinian.bersihkan"), timezone.now()
    with transaction.atomic():
        foto = list(
            BingkaiWajah.objects.select_for_update(skip_locked=True)
            .filter(dibuat_pada__lt=sekarang - UMUR_FOTO, dihapus_pada=None)
            .only("pk", "verifikasi_id")[:2000]
        )
        BingkaiWajah.objects.filter(pk__in=[butir.pk for butir in foto]).update(
            isi=None, dihapus_pada=sekarang
        )
        for butir in foto:
            catat(aksi=Aksi.FOTO_DIHAPUS, pelaku=pelaku, objek=butir)
    with transaction.atomic():
        draf = list(
            KasusPengkinian.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("peserta")
            .filter(status=StatusKasus.DRAF, diubah_pada__lt=sekarang - UMUR_DRAF)[:500]
        )
        for kasus in draf:
            pindahkan_kasus(kasus, StatusKasus.DIBATALKAN, pelaku=pelaku, isian={})
    return len(foto), len(draf)
