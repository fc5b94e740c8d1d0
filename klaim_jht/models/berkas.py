"""The papers of a claim: asked for, handed in, replaced; each encrypted."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Akun
from accounts.models.terenkripsi import BytesTerenkripsi
from klaim_jht.models.klaim import Klaim


class Surat(models.Model):
    """A paper: a cleaned picture or a PDF, encrypted; its hash outlives it.

    `jenis` is a kind of `rules.berkas`, or of heirs; `nomor` says about whom of several it is.
    """

    class Status(models.TextChoices):
        DIMINTA = "DIMINTA", _("Diminta")
        ADA = "ADA", _("Sudah diunggah")
        DIGANTI = "DIGANTI", _("Diganti")

    class Tipe(models.TextChoices):
        JPEG = "image/jpeg", "JPEG"
        PDF = "application/pdf", "PDF"

    jenis = models.CharField("jenis", max_length=24)
    nomor = models.PositiveSmallIntegerField("tentang orang nomor", null=True)
    status = models.CharField("status", max_length=8, choices=Status)
    # Why an officer asks for it, in words for the participant.
    permintaan = models.CharField("kata petugas", max_length=500, blank=True, default="")
    diminta_oleh = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")
    diminta_pada = models.DateTimeField("diminta pada", null=True)
    tipe = models.CharField("tipe", max_length=20, choices=Tipe, blank=True, default="")
    isi = BytesTerenkripsi("isi", null=True)
    sidik = models.CharField("SHA-256", max_length=64, blank=True, default="")
    dibuat_pada = models.DateTimeField("dicatat pada", db_default=Now())
    diunggah_pada = models.DateTimeField("diunggah pada", null=True)
    dihapus_pada = models.DateTimeField("isi dihapus pada", null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.jenis


class BerkasKlaim(Surat):
    """One paper of a claim."""

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="berkas")

    class Meta:
        verbose_name = "berkas klaim"
        verbose_name_plural = "berkas klaim"
        constraints = [
            models.UniqueConstraint(
                fields=["klaim", "jenis", "nomor"],
                condition=~models.Q(status="DIGANTI"),
                nulls_distinct=False,
                name="berkas_klaim_satu_berlaku",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="ADA") | ~models.Q(sidik=""),
                name="berkas_klaim_ada_bersidik",
            ),
        ]
