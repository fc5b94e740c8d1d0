"""Employers."""

from __future__ import annotations

from django.db import transaction

from accounts.rules.pelaku import Pelaku
from saldo.models import Perusahaan


def pastikan_perusahaan(*, npp: str, nama: str, pelaku: Pelaku) -> Perusahaan:
    """Return the employer with this number, entered now if need be.

    Writes: perusahaan.
    """
    with transaction.atomic():
        return Perusahaan.objects.get_or_create(npp=npp, defaults={"nama": nama})[0]
