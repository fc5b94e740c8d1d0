"""A file that an officer uploaded: a due row until it is booked, its bytes in encrypted pieces."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, BarisJatuhTempo
from accounts.models.terenkripsi import BytesTerenkripsi
from saldo.models.kepesertaan import BerkasIuran
from saldo.rules.unggahan import HIDUP, StatusUnggahan


class UnggahanIuran(BarisJatuhTempo):
    """One uploaded contribution file, from its trial to the book."""

    nama = models.CharField("nama berkas", max_length=255)
    sidik = models.CharField("SHA-256", max_length=64)
    ukuran = models.PositiveBigIntegerField("ukuran")
    status = models.CharField("status", max_length=16, default=StatusUnggahan.MENUNGGU_UJI.value)
    diunggah_oleh = models.ForeignKey(Akun, models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField("diunggah pada", db_default=Now())
    disetujui_oleh = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")
    disetujui_pada = models.DateTimeField("disetujui pada", null=True)
    # Shown while it runs; written by a connection of its own, so that others see them at once.
    baris_selesai = models.PositiveIntegerField("baris selesai", default=0)
    baris_total = models.PositiveIntegerField("baris seluruhnya", default=0)
    # Counts and a few examples; cards masked, no names.
    ringkasan = models.JSONField("ringkasan", default=dict)
    temuan = models.JSONField("temuan", default=list)
    # Fingerprint of every difference: what is booked must be what was shown.
    sidik_beda = models.CharField("sidik perbedaan", max_length=64, blank=True, default="")
    berubah = models.BooleanField("perbedaan berubah sejak ditampilkan", default=False)
    berkas = models.ForeignKey(BerkasIuran, models.PROTECT, null=True, related_name="+")
    selesai_pada = models.DateTimeField("selesai pada", null=True)

    class Meta:
        verbose_name = "unggahan iuran"
        verbose_name_plural = "unggahan iuran"
        constraints = [
            models.UniqueConstraint(
                fields=["sidik"],
                condition=models.Q(status__in=sorted(HIDUP)),
                name="unggahan_satu_hidup_per_isi",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jatuh_pada"],
                condition=models.Q(jatuh_pada__isnull=False),
                name="unggahan_jatuh",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class PotonganUnggahan(models.Model):
    """A piece of an uploaded file, or of the list of differences; gone when it is not needed."""

    class Jenis(models.TextChoices):
        BERKAS = "BERKAS", "Berkas"
        BEDA = "BEDA", "Perbedaan"

    unggahan = models.ForeignKey(UnggahanIuran, models.CASCADE, related_name="potongan")
    jenis = models.CharField("jenis", max_length=6, choices=Jenis)
    nomor = models.PositiveIntegerField("nomor")
    isi = BytesTerenkripsi("isi")

    class Meta:
        verbose_name = "potongan unggahan"
        verbose_name_plural = "potongan unggahan"
        constraints = [
            models.UniqueConstraint(
                fields=["unggahan", "jenis", "nomor"], name="potongan_unggahan_unik"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.nomor}"
