"""What makes a row a piece of work: when it is due, and who holds it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class BarisJatuhTempo(models.Model):
    """A due row. The row is the work: a bell only nudges, a sweep finds what was not rung."""

    jatuh_pada = models.DateTimeField("jatuh tempo", null=True, blank=True)
    sewa_pemilik = models.CharField("dipegang oleh", max_length=64, blank=True, default="")
    sewa_sampai = models.DateTimeField("dipegang sampai", null=True, blank=True)
    percobaan = models.PositiveIntegerField("percobaan", default=0)

    class Meta:
        abstract = True


class DenyutAntrean(models.Model):
    """Last sign of life of a queue; a worker may be alive and deaf."""

    antrean = models.CharField("antrean", max_length=20, primary_key=True)
    terakhir_pada = models.DateTimeField("terakhir", db_default=Now())

    class Meta:
        verbose_name = "denyut antrean"
        verbose_name_plural = "denyut antrean"

    def __str__(self) -> str:
        return self.antrean
