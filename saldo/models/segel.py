"""The seal of the book: a chain of hashes over its journals, and the nightly checks."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from saldo.models.buku import Jurnal


class SegelBuku(models.Model):
    """One link of the chain: a bundle of journals, sealed together with the link before it."""

    nomor = models.PositiveBigIntegerField("nomor", primary_key=True)
    sebelumnya = models.BinaryField("sidik sebelumnya", max_length=32)
    sidik = models.BinaryField("sidik", max_length=32)
    banyak = models.PositiveIntegerField("banyak jurnal")
    jurnal_terakhir = models.BigIntegerField("nomor jurnal terakhir")
    disegel_pada = models.DateTimeField("disegel pada", db_default=Now())

    class Meta:
        verbose_name = "segel buku"
        verbose_name_plural = "segel buku"

    def __str__(self) -> str:
        return f"{self.nomor}: {bytes(self.sidik).hex()[:16]}"


class SegelJurnal(models.Model):
    """The fingerprint of one journal with its entries, as it was when it was sealed."""

    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, primary_key=True, related_name="segel_jurnal"
    )
    segel = models.ForeignKey(SegelBuku, models.PROTECT, related_name="jurnal")
    sidik = models.BinaryField("sidik", max_length=32)

    class Meta:
        verbose_name = "segel jurnal"
        verbose_name_plural = "segel jurnal"

    def __str__(self) -> str:
        return bytes(self.sidik).hex()[:16]


class PemeriksaanBuku(models.Model):
    """What one run over all invariants found; the newest hash stands beside it."""

    mulai_pada = models.DateTimeField("mulai")
    selesai_pada = models.DateTimeField("selesai", db_default=Now())
    dipenuhi = models.BooleanField("semua dipenuhi")
    # One object per invariant: kode, jumlah, milidetik, contoh (numbers of rows, no names).
    rincian = models.JSONField("rincian")
    pangkal = models.CharField("sidik terakhir", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "pemeriksaan buku"
        verbose_name_plural = "pemeriksaan buku"
        indexes = [models.Index(fields=["-selesai_pada"], name="pemeriksaan_terbaru")]

    def __str__(self) -> str:
        return f"{self.mulai_pada:%Y-%m-%d %H.%M}"
