"""What a regulation can change: dated rows with their legal basis, never constants in code."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Ketentuan(models.Model):
    """One parameter over one span of time."""

    jenis = models.CharField("jenis", max_length=40)
    nilai = models.DecimalField("nilai", max_digits=24, decimal_places=8)
    berlaku_sejak = models.DateField("berlaku sejak")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    dasar_hukum = models.CharField("dasar hukum", max_length=300)
    contoh = models.BooleanField("contoh, bukan resmi", default=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "ketentuan"
        verbose_name_plural = "ketentuan"
        constraints = [
            models.UniqueConstraint(
                fields=["jenis", "berlaku_sejak"], name="ketentuan_unik_per_tanggal"
            ),
        ]

    def __str__(self) -> str:
        return self.jenis
