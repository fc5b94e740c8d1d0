"""Verdicts on faces and accounts that belong to a claim and to no data update."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import KodeOTP, Kontak, Peserta
from pengkinian.models import HasilVerifikasi
from pengkinian.rules.wajah import Keperluan


def wajah_dibagikan(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the attempt whose instructions were dealt for a claim and that was not sent yet."""
    return _wajah(peserta).filter(
        dikirim_pada=None, batal_pada=None, kedaluwarsa_pada__gt=timezone.now()
    ).first()  # fmt: skip


def wajah_terkirim(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the newest attempt of a claim whose pictures were sent, judged or not."""
    return _wajah(peserta).filter(dikirim_pada__isnull=False, batal_pada=None).first()


def rekening_ditanyakan(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the newest question about an account for a claim, while no account came of it."""
    return (
        HasilVerifikasi.objects.filter(
            peserta=peserta,
            jenis=HasilVerifikasi.Jenis.REKENING,
            keperluan=Keperluan.KLAIM.value,
            batal_pada=None,
            rekening=None,
        )
        .order_by("-dibuat_pada", "-pk")
        .first()
    )


def kontak_terbukti(peserta: Peserta) -> list[Kontak]:
    """Return the proved current addresses of a person, phone first."""
    return list(
        peserta.kontak.filter(diganti_pada=None, terbukti_pada__isnull=False).order_by("-jenis")
    )


def kode_berjalan(peserta: Peserta) -> KodeOTP | None:
    """Return the code that was sent last for a change of account and still counts, or None."""
    return (
        KodeOTP.objects.filter(
            akun__peserta=peserta.pk,
            keperluan="REKENING",
            dipakai_pada=None,
            dibatalkan_pada=None,
            kedaluwarsa_pada__gt=timezone.now(),
        )
        .order_by("-dibuat_pada")
        .first()
    )


def _wajah(peserta: Peserta) -> QuerySet[HasilVerifikasi]:
    return HasilVerifikasi.objects.filter(
        peserta=peserta,
        jenis=HasilVerifikasi.Jenis.WAJAH,
        keperluan=Keperluan.KLAIM.value,
    ).order_by("-dibuat_pada", "-pk")
