"""What must go in time: pictures and untouched drafts after 30 days, templates without consent."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services.lupa_akun import hapus_permintaan_lama
from pengkinian.models import BingkaiWajah, KasusPengkinian, TemplateWajah
from pengkinian.rules.status import StatusKasus
from pengkinian.services.status import pindahkan_kasus

UMUR_FOTO = timedelta(days=30)
UMUR_DRAF = timedelta(days=30)


def bersihkan() -> tuple[int, int]:
    """Drop pictures and drafts past their time; returns how many of each.

    Shape:  templates of faces whose consent was withdrawn go, too.
    Writes: bingkai_wajah (the picture goes, its hash stays against replays), kasus_pengkinian,
            template_wajah.
    Audit:  foto.dihapus, pengkinian.pindah_status, template_wajah.dihapus.
    """
    pelaku, sekarang = tugas("pengkinian.bersihkan"), timezone.now()
    _cabut_template(pelaku)
    hapus_permintaan_lama()
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


def _cabut_template(pelaku: Pelaku) -> None:
    """Drop templates that no consent covers any more, saved before or after its withdrawal."""
    with transaction.atomic():
        template = list(
            TemplateWajah.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("peserta")
            .filter(isi__isnull=False, persetujuan__ditarik_pada__isnull=False)
            .defer("isi")[:500]
        )
        TemplateWajah.objects.filter(pk__in=[satu.pk for satu in template]).update(
            isi=None, dicabut_pada=timezone.now()
        )
        for satu in template:
            catat(aksi=Aksi.TEMPLATE_WAJAH_DIHAPUS, pelaku=pelaku, objek=satu, peserta=satu.peserta)
