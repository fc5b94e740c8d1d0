"""What stands between a person and a new account for a claim: the bank's answer, a code."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import KodeOTP, Kontak, Peserta
from pengkinian.models import HasilVerifikasi
from pengkinian.rules.wajah import Keperluan


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
