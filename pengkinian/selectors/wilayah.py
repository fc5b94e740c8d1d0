"""Reads of administrative areas."""

from __future__ import annotations

from pengkinian.models import Wilayah


def daftar_provinsi() -> tuple[str, ...]:
    """Return the names of all provinces in order; empty where no areas were loaded."""
    return tuple(Wilayah.objects.filter(induk=None).order_by("nama").values_list("nama", flat=True))


def daftar_kabupaten() -> tuple[str, ...]:
    """Return the names of all regencies and cities in order; empty where none were loaded."""
    kueri = Wilayah.objects.filter(induk__isnull=False, induk__induk=None)
    return tuple(kueri.order_by("nama").values_list("nama", flat=True))
