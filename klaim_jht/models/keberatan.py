"""Objections: a person asks that a human looks at what was decided about their claim."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, TeksTerenkripsi
from klaim_jht.models.klaim import KeputusanKlaim, Klaim


class Keberatan(models.Model):
    """The participant's words, by when they are answered, and the answer."""

    class Status(models.TextChoices):
        BARU = "BARU", "Menunggu jawaban"
        DIJAWAB = "DIJAWAB", "Sudah dijawab"
        DICABUT = "DICABUT", "Dicabut"

    class Putusan(models.TextChoices):
        BELUM = "", "Belum ada"
        DITERIMA = "DITERIMA", "Diterima"
        TETAP = "TETAP", "Putusan semula tetap"

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="keberatan")
    # What the machine said about a draft, frozen; a refused claim has its own decision.
    keputusan = models.ForeignKey(KeputusanKlaim, models.PROTECT, null=True, related_name="+")
    uraian = TeksTerenkripsi("uraian")
    status = models.CharField("status", max_length=8, choices=Status, default=Status.BARU)
    putusan = models.CharField(
        "putusan", max_length=8, choices=Putusan, blank=True, default=Putusan.BELUM
    )
    jawaban = models.TextField("jawaban", blank=True, default="")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    janji_pada = models.DateTimeField("dijawab paling lambat")
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)
    dijawab_oleh = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")
    dinaikkan_pada = models.DateTimeField("dinaikkan ke penyelia pada", null=True, blank=True)
    dilanggar_pada = models.DateTimeField("tercatat lewat janji pada", null=True, blank=True)

    class Meta:
        verbose_name = "keberatan"
        verbose_name_plural = "keberatan"
        constraints = [
            models.UniqueConstraint(
                fields=["klaim"],
                condition=models.Q(status="BARU"),
                name="keberatan_satu_terbuka_per_klaim",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="DIJAWAB")
                | (~models.Q(putusan="") & ~models.Q(jawaban="")),
                name="keberatan_dijawab_dengan_kata",
            ),
        ]

    def __str__(self) -> str:
        return f"keberatan {self.pk}"
