"""Provinces, regencies, districts, villages by the ministry's codes."""

from __future__ import annotations

from django.db import models


class Wilayah(models.Model):
    """A place: 11, 11.01, 11.01.01 or 11.01.01.2001."""

    kode = models.CharField("kode", max_length=13, primary_key=True)
    nama = models.CharField("nama", max_length=100)
    induk = models.ForeignKey("self", models.PROTECT, null=True, related_name="anak")

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"

    def __str__(self) -> str:
        return self.nama
