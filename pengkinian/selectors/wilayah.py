"""Reads of administrative areas."""

from __future__ import annotations

from pengkinian.models import Wilayah


def daftar_provinsi() -> tuple[str, ...]:
    """Return the names of all provinces in order; empty where no areas were loaded."""
    return tuple(Wilayah.objects.filter(induk=None).order_by("nama").values_list("nama", flat=True))
