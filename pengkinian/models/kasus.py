"""The data update of one person as one row, its frozen outcome, and corrections asked for."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Akun, JSONTerenkripsi, Peserta, TeksTerenkripsi


class KasusPengkinian(models.Model):
    """A data update. The draft is this row: it survives logout, another device, two tabs."""

    kode = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="kasus_pengkinian")
    status = models.CharField("status", max_length=22, default="DRAF")
    # Optimistic lock: a stale tab gets "already changed", never an overwrite.
    versi = models.PositiveIntegerField("versi", default=1)
    # Answers by step key; identifiers stand in them, so the whole is encrypted.
    isian = JSONTerenkripsi("isian", default=dict)
    langkah_terisi = models.JSONField("langkah terisi", default=list)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    diubah_pada = models.DateTimeField("diubah pada", db_default=Now())
    dikonfirmasi_pada = models.DateTimeField("dikonfirmasi pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "kasus pengkinian"
        verbose_name_plural = "kasus pengkinian"
        constraints = [
            models.UniqueConstraint(
                fields=["peserta"],
                condition=~models.Q(status__in=["SELESAI", "DITOLAK", "DIBATALKAN"]),
                name="kasus_satu_terbuka_per_peserta",
            ),
        ]

    def __str__(self) -> str:
        return f"Pengkinian {self.pk}"


class ProfilPeserta(models.Model):
    """What a confirmed data update said, for ever: version n of a person's profile."""

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="profil")
    versi = models.PositiveIntegerField("versi")
    # A case that had to be mended is confirmed again, and each confirmation is a version.
    kasus = models.ForeignKey(KasusPengkinian, models.PROTECT, related_name="profil")
    isi = JSONTerenkripsi("isi")
    sidik = models.CharField("SHA-256", max_length=64)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "profil peserta"
        verbose_name_plural = "profil peserta"
        constraints = [
            models.UniqueConstraint(fields=["peserta", "versi"], name="profil_versi_unik"),
        ]

    def __str__(self) -> str:
        return f"versi {self.versi}"


class KasusKoreksi(models.Model):
    """The answer "Ada yang salah": a correction of membership data that an officer decides."""

    class Jenis(models.TextChoices):
        DATA_DIRI = "DATA_DIRI", _("Nama, NIK, atau tanggal lahir")
        PEMBERI_KERJA = "PEMBERI_KERJA", _("Pemberi kerja atau status")
        UPAH = "UPAH", _("Upah")
        KARTU_HILANG = "KARTU_HILANG", _("Ada kartu yang tidak tercantum")

    class Status(models.TextChoices):
        BARU = "BARU", "Baru"
        DITERIMA = "DITERIMA", "Diterima"
        DITOLAK = "DITOLAK", "Ditolak"

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="koreksi")
    kasus = models.ForeignKey(KasusPengkinian, models.PROTECT, null=True, related_name="koreksi")
    jenis = models.CharField("jenis", max_length=14, choices=Jenis)
    uraian = TeksTerenkripsi("uraian")
    status = models.CharField("status", max_length=8, choices=Status, default=Status.BARU)
    tenggat_pada = models.DateTimeField("tenggat")
    petugas = models.ForeignKey(Akun, models.PROTECT, null=True, blank=True, related_name="+")
    jawaban = models.CharField("jawaban", max_length=500, blank=True, default="")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)

    class Meta:
        verbose_name = "kasus koreksi"
        verbose_name_plural = "kasus koreksi"

    def __str__(self) -> str:
        return f"Koreksi {self.pk}"
