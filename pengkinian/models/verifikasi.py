"""Verdicts of others (register, bank, face check, officer) about a person, with time and source."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.models import (
    Akun,
    BarisJatuhTempo,
    BytesTerenkripsi,
    JSONTerenkripsi,
    Persetujuan,
    Peserta,
)
from pengkinian.models.kasus import KasusPengkinian


class HasilVerifikasi(BarisJatuhTempo):
    """One question to the outside world and its answer; also the due row of its worker."""

    class Jenis(models.TextChoices):
        NIK = "NIK", "NIK"
        WAJAH = "WAJAH", "Wajah"
        REKENING = "REKENING", "Rekening"
        KEPENDUDUKAN = "KEPENDUDUKAN", "Data kependudukan"

    class Keperluan(models.TextChoices):
        PENGKINIAN = "PENGKINIAN", "Pengkinian data"
        KLAIM = "KLAIM", "Klaim"
        PEMULIHAN = "PEMULIHAN", "Pemulihan akun"

    kode = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="verifikasi")
    kasus = models.ForeignKey(KasusPengkinian, models.PROTECT, null=True, related_name="verifikasi")
    jenis = models.CharField("jenis", max_length=12, choices=Jenis)
    keperluan = models.CharField("keperluan", max_length=10, choices=Keperluan)
    status = models.CharField("status", max_length=24, default="MENUNGGU")
    # What was asked (identifiers, account number) and what came back field by field.
    masukan = JSONTerenkripsi("masukan", default=dict)
    rincian = models.JSONField("rincian", default=dict)
    alasan = models.JSONField("alasan", default=list)
    skor = models.DecimalField("skor", max_digits=5, decimal_places=4, null=True)
    versi_ambang = models.CharField("versi ambang", max_length=20, blank=True, default="")
    sumber = models.CharField("sumber", max_length=12, blank=True, default="")
    # Face attempts: dealt instructions, one-time nonce, and whether the attempt burned a try.
    tantangan = models.JSONField("tantangan", default=list)
    nonce = models.CharField(max_length=64, blank=True, default="", editable=False)
    kedaluwarsa_pada = models.DateTimeField("kedaluwarsa pada", null=True, blank=True)
    persetujuan = models.ForeignKey(Persetujuan, models.PROTECT, null=True, related_name="+")
    terhitung = models.BooleanField("terhitung sebagai percobaan", default=False)
    petugas = models.ForeignKey(Akun, models.PROTECT, null=True, blank=True, related_name="+")
    catatan_petugas = models.CharField("catatan petugas", max_length=500, blank=True, default="")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    dikirim_pada = models.DateTimeField("dikirim pada", null=True, blank=True)
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)
    batal_pada = models.DateTimeField("tidak berlaku lagi sejak", null=True, blank=True)

    class Meta:
        verbose_name = "hasil verifikasi"
        verbose_name_plural = "hasil verifikasi"
        indexes = [
            models.Index(fields=["peserta", "jenis", "-dibuat_pada"], name="verifikasi_terbaru"),
            # Read by the sweep alone, every 10 s.
            models.Index(
                fields=["jatuh_pada"],
                name="verifikasi_jatuh_tempo",
                condition=models.Q(jatuh_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.pk}"


class BingkaiWajah(models.Model):
    """One picture of an attempt, re-encoded and encrypted; the picture goes after 30 days."""

    verifikasi = models.ForeignKey(HasilVerifikasi, models.PROTECT, related_name="bingkai")
    urutan = models.PositiveSmallIntegerField("urutan")
    instruksi = models.CharField("instruksi", max_length=20)
    # Of the bytes as sent: the same picture in a second attempt is a replay.
    sidik = models.CharField("SHA-256", max_length=64, db_index=True)
    isi = BytesTerenkripsi("isi", null=True)
    dihapus_pada = models.DateTimeField("dihapus pada", null=True, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "bingkai wajah"
        verbose_name_plural = "bingkai wajah"
        constraints = [
            models.UniqueConstraint(fields=["verifikasi", "urutan"], name="bingkai_urutan_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.urutan} {self.instruksi}"


class TemplateWajah(models.Model):
    """128 numbers of a face, kept only by a consent of its own."""

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="template_wajah")
    isi = BytesTerenkripsi("isi", null=True)
    persetujuan = models.ForeignKey(Persetujuan, models.PROTECT, related_name="+")
    verifikasi = models.ForeignKey(HasilVerifikasi, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        verbose_name = "template wajah"
        verbose_name_plural = "template wajah"
        constraints = [
            models.UniqueConstraint(
                fields=["peserta"],
                condition=models.Q(dicabut_pada=None),
                name="template_satu_berlaku",
            ),
        ]

    def __str__(self) -> str:
        return f"template {self.pk}"
