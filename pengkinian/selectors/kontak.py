"""Reads of addresses as the data update needs them: proved when, and asked for by code."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import Akun, KodeOTP, Kontak, Peserta

UMUR_BUKTI_KONTAK = timedelta(days=90)


def kontak_terbukti(peserta: Peserta) -> set[str]:
    """Return the kinds of contact that were proved lately enough not to be asked again."""
    return set(
        Kontak.objects.filter(
            peserta=peserta,
            diganti_pada=None,
            terbukti_pada__gte=timezone.now() - UMUR_BUKTI_KONTAK,
        ).values_list("jenis", flat=True)
    )


def kode_kontak(akun: Akun, kode_id: int) -> KodeOTP | None:
    """Return a code that was sent to prove an address of this account, or None."""
    return KodeOTP.objects.filter(akun=akun, keperluan="KONTAK", pk=kode_id).first()


def kode_kontak_terakhir(akun: Akun, tujuan_indeks: str) -> KodeOTP | None:
    """Return the newest code of this account to an address that may still be answered, or None."""
    return (
        KodeOTP.objects.filter(
            akun=akun,
            keperluan="KONTAK",
            tujuan_indeks=tujuan_indeks,
            dipakai_pada=None,
            dibatalkan_pada=None,
            kedaluwarsa_pada__gt=timezone.now(),
        )
        .order_by("-dibuat_pada", "-pk")
        .first()
    )
