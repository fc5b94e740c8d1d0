"""What an ordinary hour of payouts is, as it was reckoned for one day."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class PaguHarian(models.Model):
    """How many payments and how much money may go out within one hour of this day."""

    tanggal = models.DateField("tanggal", unique=True)
    banyak = models.PositiveIntegerField("pembayaran per jam")
    jumlah = models.BigIntegerField("rupiah per jam")
    hari = models.PositiveSmallIntegerField("hari yang dipakai menghitung")
    dihitung_pada = models.DateTimeField("dihitung pada", db_default=Now())

    class Meta:
        verbose_name = "pagu pembayaran"
        verbose_name_plural = "pagu pembayaran"
        constraints = [
            models.CheckConstraint(condition=models.Q(jumlah__gt=0), name="pagu_positif"),
        ]

    def __str__(self) -> str:
        return f"pagu {self.tanggal}"
