"""Who was told that a right of theirs began, so that nobody is told twice."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Peserta


class KabarHak(models.Model):
    """One right of one person that began on a day; told then, and once more after a month."""

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="kabar_hak")
    alasan = models.CharField("alasan", max_length=14)
    mulai = models.DateField("hak mulai")
    diberitahu_pada = models.DateTimeField("diberitahu pada", db_default=Now())
    diingatkan_pada = models.DateTimeField("diingatkan pada", null=True, blank=True)
    # Reminded, or nothing is left to remind of.
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "kabar hak"
        verbose_name_plural = "kabar hak"
        constraints = [
            models.UniqueConstraint(fields=["peserta", "alasan", "mulai"], name="kabar_hak_sekali"),
        ]
        indexes = [
            models.Index(
                fields=["diberitahu_pada"],
                condition=models.Q(selesai_pada=None),
                name="kabar_hak_terbuka",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alasan} {self.mulai}"
