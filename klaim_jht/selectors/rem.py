"""Whether payouts are stopped."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min

from klaim_jht.models import RemLembaga


def rem_terpasang() -> bool:
    """Tell whether any brake stands."""
    return RemLembaga.objects.filter(dilepas_pada=None).exists()


def hitung_rem() -> tuple[int, datetime | None]:
    """Return how many brakes stand and since when."""
    hasil = RemLembaga.objects.filter(dilepas_pada=None).aggregate(
        banyak=Count("pk"), sejak=Min("dipasang_pada")
    )
    return hasil["banyak"], hasil["sejak"]
