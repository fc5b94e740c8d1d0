"""What was decreed about holidays after the library was built, and which years were checked."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class HariKalender(models.Model):
    """One day that the decree makes a holiday, or a working day again."""

    class Jenis(models.TextChoices):
        """What the decree says about the day."""

        LIBUR = "LIBUR", "Ditambahkan sebagai hari libur"
        KERJA = "KERJA", "Dicabut: hari kerja biasa"

    tanggal = models.DateField("tanggal", unique=True)
    jenis = models.CharField("jenis", max_length=5, choices=Jenis)
    dasar_hukum = models.CharField("dasar hukum", max_length=200)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "hari kalender kerja"
        verbose_name_plural = "hari kalender kerja"

    def __str__(self) -> str:
        return f"{self.tanggal:%d-%m-%Y} {self.jenis}"


class TahunKalender(models.Model):
    """A year whose holidays an officer has held against the decree."""

    tahun = models.PositiveSmallIntegerField("tahun", unique=True)
    dasar_hukum = models.CharField("dasar hukum", max_length=200)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "tahun kalender kerja"
        verbose_name_plural = "tahun kalender kerja"

    def __str__(self) -> str:
        return str(self.tahun)
