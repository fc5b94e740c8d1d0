"""What must go in time: pictures and untouched drafts after 30 days, templates without consent."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services.lupa_akun import hapus_permintaan_lama
from pengkinian.models import BingkaiWajah, KasusPengkinian, TemplateWajah
from pengkinian.rules.status import StatusKasus
from pengkinian.selectors.retensi import foto_lewat_waktu, foto_usang
from pengkinian.services.status import pindahkan_kasus

UMUR_DRAF = timedelta(days=30)
SEKALI, PUTARAN = 2_000, 20
log = logging.getLogger(__name__)


def bersihkan() -> tuple[int, int]:
    """Drop pictures and drafts past their time; returns how many of each.

    Shape:  pictures and templates whose consent was withdrawn go, too: at once, or, while a
            machine or an officer judges the picture, within the three days that were promised.
            What is overdue and still there afterwards is logged as an error and stands in /sehat.
    Writes: bingkai_wajah (the picture goes, its hash stays against replays), kasus_pengkinian,
            template_wajah.
    Audit:  foto.dihapus, pengkinian.pindah_status, template_wajah.dihapus.
    """
    pelaku, sekarang = tugas("pengkinian.bersihkan"), timezone.now()
    _cabut_template(pelaku)
    hapus_permintaan_lama()
    foto = 0
    for _ in range(PUTARAN):
        bagian = _hapus_foto(sekarang, pelaku)
        foto += bagian
        if bagian < SEKALI:
            break
    with transaction.atomic():
        draf = list(
            KasusPengkinian.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("peserta")
            .filter(status=StatusKasus.DRAF, diubah_pada__lt=sekarang - UMUR_DRAF)[:500]
        )
        for kasus in draf:
            pindahkan_kasus(kasus, StatusKasus.DIBATALKAN, pelaku=pelaku, isian={})
    if tersisa := foto_lewat_waktu(kini=sekarang):
        log.error("%s pictures of faces are past their time and still here", tersisa)
    return foto, len(draf)


def _hapus_foto(sekarang: datetime, pelaku: Pelaku) -> int:
    with transaction.atomic():
        foto = list(
            BingkaiWajah.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(foto_usang(sekarang))
            .only("pk", "verifikasi_id")[:SEKALI]
        )
        BingkaiWajah.objects.filter(pk__in=[butir.pk for butir in foto]).update(
            isi=None, dihapus_pada=sekarang
        )
        for butir in foto:
            catat(aksi=Aksi.FOTO_DIHAPUS, pelaku=pelaku, objek=butir)
    return len(foto)


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
