"""What went out to the banks: the busiest hours of past days, and the hour that runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Sum
from django.db.models.functions import TruncDate, TruncHour

from jmo.lib.tanggal import awal_hari_wib
from jmo.lib.uang import Rupiah
from klaim_jht.models import Pembayaran, RemLembaga
from klaim_jht.rules.pagu import Jam

SATU_JAM = timedelta(hours=1)


def puncak_harian(*, sampai: date, hari: int) -> list[Jam]:
    """Return the busiest hour of each day with payments among the `hari` days before `sampai`.

    Shape:  count and sum are each of their own busiest hour.
    """
    awal, akhir = awal_hari_wib(sampai - timedelta(days=hari)), awal_hari_wib(sampai)
    per_jam = (
        Pembayaran.objects.filter(dikirim_pada__gte=awal, dikirim_pada__lt=akhir)
        .annotate(hari=TruncDate("dikirim_pada"), jam=TruncHour("dikirim_pada"))
        .values("hari", "jam")
        .annotate(banyak=Count("pk"), uang=Sum("jumlah"))
    )
    puncak: dict[date, Jam] = {}
    for satu in per_jam:
        lama = puncak.get(satu["hari"], Jam(0, Rupiah(0)))
        puncak[satu["hari"]] = Jam(
            max(lama.banyak, satu["banyak"]), Rupiah(max(lama.jumlah, satu["uang"]))
        )
    return list(puncak.values())


def kiriman_sejam(*, kini: datetime) -> Jam:
    """Return what was sent within the last hour, or since such a brake was last released.

    Shape:  what two officers have looked at and let go counts no more.
    """
    dilepas = RemLembaga.objects.filter(sebab=RemLembaga.Sebab.PAGU_JAM).aggregate(
        pada=Max("dilepas_pada")
    )["pada"]
    sejak = max(kini - SATU_JAM, dilepas) if dilepas else kini - SATU_JAM
    hasil = Pembayaran.objects.filter(dikirim_pada__gte=sejak).aggregate(
        banyak=Count("pk"), uang=Sum("jumlah")
    )
    return Jam(hasil["banyak"], Rupiah(hasil["uang"] or 0))
