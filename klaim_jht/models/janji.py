"""Promises that come near, and those that were broken."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from klaim_jht.models.klaim import Klaim


class PeringatanJanji(models.Model):
    """A claim passed this share of its promised time; 100 = the promise is broken."""

    class Sebab(models.TextChoices):
        """For whom the claim was waiting then (rules.peringatan.SebabTunggu)."""

        BANK = "BANK", "Bank"
        REGISTER = "REGISTER", "Data kependudukan"
        PETUGAS = "PETUGAS", "Petugas"
        KAMI = "KAMI", "Sistem kami"

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="peringatan")
    persen = models.PositiveSmallIntegerField("bagian waktu terpakai (persen)")
    sebab = models.CharField("yang ditunggu", max_length=8, choices=Sebab)
    # The end of the promise with the pauses counted in, as it was then.
    batas_pada = models.DateTimeField("dijanjikan pada")
    dicatat_pada = models.DateTimeField("dicatat pada", db_default=Now())

    class Meta:
        verbose_name = "peringatan janji"
        verbose_name_plural = "peringatan janji"
        constraints = [
            models.UniqueConstraint(fields=["klaim", "persen"], name="peringatan_sekali"),
        ]
        indexes = [
            models.Index(
                fields=["dicatat_pada"],
                condition=models.Q(persen=100),
                name="peringatan_dilanggar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.klaim_id}: {self.persen} %"
