"""Which pictures of faces have to go, and which should have gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from accounts.rules.persetujuan import HAPUS_SETELAH_DITARIK
from pengkinian.models import BingkaiWajah
from pengkinian.rules.status import BERJALAN, StatusVerifikasi

UMUR_FOTO = timedelta(days=30)
# The purge runs each hour: what is older than two of its turns was left behind.
TENGGANG = timedelta(hours=2)
_DINILAI = (*BERJALAN, StatusVerifikasi.DITINJAU_PETUGAS)


def foto_usang(kini: datetime) -> Q:
    """Return the condition "this picture goes now".

    Shape:  30 days after it was taken; or once its consent was withdrawn, at the latest a day
            before the promised three are over where it is being judged.
    """
    ditarik = Q(verifikasi__persetujuan__ditarik_pada__isnull=False)
    batas = kini - HAPUS_SETELAH_DITARIK + timedelta(days=1)
    terakhir = Q(verifikasi__persetujuan__ditarik_pada__lt=batas)
    tua = Q(dibuat_pada__lt=kini - UMUR_FOTO)
    return Q(dihapus_pada=None) & (tua | ditarik & (terakhir | ~Q(verifikasi__status__in=_DINILAI)))


def foto_lewat_waktu(*, kini: datetime) -> int:
    """Return how many pictures are past their time and still here; anything but 0 is an alarm."""
    tua = Q(dibuat_pada__lt=kini - UMUR_FOTO - TENGGANG)
    ditarik = Q(verifikasi__persetujuan__ditarik_pada__lt=kini - HAPUS_SETELAH_DITARIK)
    return BingkaiWajah.objects.filter(tua | ditarik, isi__isnull=False).count()
