"""Merging of cards: one row per source card, from the wish to the undo."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, Peserta
from saldo.models.buku import Jurnal
from saldo.models.kepesertaan import Kepesertaan


class PenggabunganKartu(models.Model):
    """One card that was merged into another, or waits for an officer who compares identities."""

    class Status(models.TextChoices):
        MENUNGGU_PETUGAS = "MENUNGGU_PETUGAS", "Menunggu petugas"
        BERLAKU = "BERLAKU", "Berlaku"
        DIURUNGKAN = "DIURUNGKAN", "Dibatalkan"
        DITOLAK = "DITOLAK", "Ditolak"

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="penggabungan")
    tujuan = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="penggabungan_masuk")
    sumber = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="penggabungan")
    status = models.CharField("status", max_length=16, choices=Status)
    # What moved; 0 for a card without a balance, which has no journal either.
    jumlah = models.BigIntegerField("jumlah", default=0)
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, null=True, blank=True, related_name="penggabungan"
    )
    jurnal_urung = models.OneToOneField(
        Jurnal, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Codes of what an officer has to compare; empty when the identities agreed.
    sebab = models.JSONField("yang diperiksa petugas", default=list, blank=True)
    dibuat_pada = models.DateTimeField("diminta pada", db_default=Now())
    digabung_pada = models.DateTimeField("digabung pada", null=True, blank=True)
    boleh_urung_sampai = models.DateTimeField("boleh dibatalkan sampai", null=True, blank=True)
    petugas = models.ForeignKey(Akun, models.PROTECT, null=True, blank=True, related_name="+")
    jawaban = models.CharField("jawaban petugas", max_length=500, blank=True, default="")
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)
    # A late undo: one officer asks, another one decides.
    urung_diminta_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+"
    )
    urung_diminta_pada = models.DateTimeField("pembatalan diminta pada", null=True, blank=True)
    alasan_urung = models.CharField("alasan pembatalan", max_length=500, blank=True, default="")
    diurungkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "penggabungan kartu"
        verbose_name_plural = "penggabungan kartu"
        constraints = [
            models.UniqueConstraint(
                fields=["sumber"],
                condition=models.Q(status__in=["MENUNGGU_PETUGAS", "BERLAKU"]),
                name="penggabungan_satu_berlaku_per_kartu",
            ),
            models.CheckConstraint(
                condition=~models.Q(sumber=models.F("tujuan")), name="penggabungan_dua_kartu"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["MENUNGGU_PETUGAS", "DITOLAK"])
                ^ models.Q(digabung_pada__isnull=False, boleh_urung_sampai__isnull=False),
                name="penggabungan_bertanggal",
            ),
            models.CheckConstraint(
                condition=models.Q(status="DIURUNGKAN") ^ models.Q(diurungkan_pada=None),
                name="penggabungan_urung_bertanggal",
            ),
            models.CheckConstraint(
                condition=models.Q(jumlah=0) | models.Q(jumlah__gt=0, jurnal__isnull=False),
                name="penggabungan_uang_berjurnal",
            ),
            models.CheckConstraint(
                condition=models.Q(urung_diminta_oleh=None)
                ^ models.Q(urung_diminta_pada__isnull=False),
                name="penggabungan_urung_diminta_lengkap",
            ),
        ]
        indexes = [
            models.Index(
                fields=["dibuat_pada"],
                condition=models.Q(status="MENUNGGU_PETUGAS"),
                name="penggabungan_menunggu",
            ),
        ]

    def __str__(self) -> str:
        return f"Penggabungan {self.pk}"
