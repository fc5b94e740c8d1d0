"""The audit trail: for people, for ever, append-only by grant and trigger."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models.akun import Akun, Peserta


class CatatanAudit(models.Model):
    """Who did what to which row, with values from a whitelist and identifiers masked."""

    class Pelaku(models.TextChoices):
        AKUN = "AKUN", "Peserta"
        PETUGAS = "PETUGAS", "Petugas"
        TUGAS = "TUGAS", "Tugas otomatis"
        SISTEM = "SISTEM", "Sistem"

    pada = models.DateTimeField("pada", db_default=Now())
    aksi = models.CharField("aksi", max_length=60)
    pelaku_jenis = models.CharField("jenis pelaku", max_length=7, choices=Pelaku)
    pelaku_akun = models.ForeignKey(
        Akun, models.PROTECT, null=True, related_name="+", verbose_name="pelaku"
    )
    pelaku_nama = models.CharField("nama pelaku", max_length=150)
    objek_jenis = models.CharField("jenis objek", max_length=60)
    objek_id = models.BigIntegerField("objek", null=True)
    peserta = models.ForeignKey(
        Peserta, models.PROTECT, null=True, related_name="jejak", verbose_name="peserta"
    )
    sebelum = models.JSONField("sebelum", default=dict)
    sesudah = models.JSONField("sesudah", default=dict)
    alasan = models.CharField("alasan", max_length=500, blank=True, default="")
    permintaan = models.CharField("permintaan", max_length=36, blank=True, default="")

    class Meta:
        verbose_name = "catatan audit"
        verbose_name_plural = "catatan audit"
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id"], name="audit_objek"),
            models.Index(fields=["peserta", "-pada"], name="audit_peserta"),
        ]

    def __str__(self) -> str:
        return self.aksi
