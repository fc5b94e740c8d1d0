"""Employers as the fund knows them."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from saldo.models import Perusahaan


def pastikan_perusahaan(*, npp: str, nama: str, pelaku: Pelaku) -> Perusahaan:
    """Return the employer of this number, entered if it is new; a known one keeps its name.

    Writes: perusahaan.   Audit: perusahaan.dicatat.
    """
    with transaction.atomic():
        perusahaan, baru = Perusahaan.objects.get_or_create(npp=npp, defaults={"nama": nama})
        if baru:
            audit.catat(
                aksi=Aksi.PERUSAHAAN_DICATAT, pelaku=pelaku, objek=perusahaan,
                sesudah={"nomor": npp},
            )  # fmt: skip
    return perusahaan
