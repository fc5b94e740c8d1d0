"""Drafts that file themselves on the day on which they may."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import BarisJatuhTempo
from klaim_jht.models.klaim import Klaim


class JadwalKlaim(BarisJatuhTempo):
    """The wish to file a draft on a day; the due row of that day. No money is held by it."""

    class Status(models.TextChoices):
        MENUNGGU = "MENUNGGU", "Menunggu harinya"
        DIAJUKAN = "DIAJUKAN", "Sudah diajukan"
        GAGAL = "GAGAL", "Tidak dapat diajukan"
        DIBATALKAN = "DIBATALKAN", "Dibatalkan"

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="jadwal")
    alasan = models.CharField("alasan", max_length=14)
    tanggal = models.DateField("diajukan pada tanggal")
    status = models.CharField("status", max_length=10, choices=Status, default=Status.MENUNGGU)
    # Why it was not filed yet, or not at all: a code of teks.KALIMAT_GALAT.
    sebab_gagal = models.CharField("sebab", max_length=40, blank=True, default="")
    diingatkan_pada = models.DateTimeField("diingatkan pada", null=True, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "jadwal klaim"
        verbose_name_plural = "jadwal klaim"
        constraints = [
            models.UniqueConstraint(
                fields=["klaim"],
                condition=models.Q(status="MENUNGGU"),
                name="jadwal_satu_per_klaim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jatuh_pada"],
                condition=models.Q(jatuh_pada__isnull=False),
                name="jadwal_jatuh_tempo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.klaim_id}: {self.tanggal:%d-%m-%Y}"
