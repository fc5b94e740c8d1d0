"""Money that reached the cards of a paid claim later, on its way without a new claim."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from klaim_jht.models.klaim import Klaim


class Susulan(models.Model):
    """One later payment of a claim: what was held, its tax, and whether it has arrived.

    It stands in the book as "klaim:<claim>:susulan:<ke>". The claim itself stays paid.
    """

    class Tunggu(models.TextChoices):
        """Why no payment of it is under way by itself."""

        TIDAK = "", "Berjalan sendiri"
        REKENING = "REKENING", "Rekening lain"
        PETUGAS = "PETUGAS", "Petugas"

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="susulan")
    ke = models.PositiveSmallIntegerField("ke")
    bruto = models.BigIntegerField("bruto")
    pajak = models.BigIntegerField("pajak")
    neto = models.BigIntegerField("neto")
    skema = models.CharField("skema pajak", max_length=9)
    rincian_pajak = models.JSONField("rincian pajak", null=True)
    menunggu = models.CharField(
        "menunggu", max_length=8, choices=Tunggu, blank=True, default=Tunggu.TIDAK
    )
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    dibayar_pada = models.DateTimeField("dibayar pada", null=True, blank=True)

    class Meta:
        verbose_name = "pembayaran susulan"
        verbose_name_plural = "pembayaran susulan"
        constraints = [
            models.UniqueConstraint(fields=["klaim", "ke"], name="susulan_urutan_unik"),
            models.CheckConstraint(
                condition=models.Q(
                    pajak__gte=0, neto__gt=0, bruto=models.F("pajak") + models.F("neto")
                ),
                name="susulan_bruto_pajak_neto",
            ),
        ]
        indexes = [
            models.Index(
                fields=["klaim"],
                name="susulan_belum_dibayar",
                condition=models.Q(dibayar_pada=None),
            ),
        ]

    def __str__(self) -> str:
        return f"susulan {self.ke}"
