"""Slips of withheld tax: one per payment, numbered within their year without gaps."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from klaim_jht.models.pembayaran import Pembayaran


class UrutanBukti(models.Model):
    """The last number that was given out in a year; its row is the queue for the next one."""

    tahun = models.PositiveSmallIntegerField("tahun", primary_key=True)
    terakhir = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "urutan bukti potong"
        verbose_name_plural = "urutan bukti potong"

    def __str__(self) -> str:
        return str(self.tahun)


class BuktiPotong(models.Model):
    """What was paid, what was withheld from it and how that came about, as of the payment."""

    nomor = models.CharField("nomor", max_length=20, unique=True)
    tahun = models.PositiveSmallIntegerField("tahun")
    urut = models.PositiveIntegerField("nomor urut")
    tanggal = models.DateField("tanggal")
    pembayaran = models.OneToOneField(Pembayaran, models.PROTECT, related_name="bukti_potong")
    bruto = models.BigIntegerField("bruto")
    pajak = models.BigIntegerField("pajak")
    rincian = models.JSONField("rincian", null=True)
    npwp_samar = models.CharField("NPWP", max_length=34, blank=True, default="")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    batal_pada = models.DateTimeField("batal pada", null=True, blank=True)

    class Meta:
        verbose_name = "bukti potong"
        verbose_name_plural = "bukti potong"
        constraints = [
            models.UniqueConstraint(fields=["tahun", "urut"], name="bukti_potong_urut_unik"),
            models.CheckConstraint(
                condition=models.Q(pajak__gte=0, pajak__lte=models.F("bruto")),
                name="bukti_potong_pajak_wajar",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor
