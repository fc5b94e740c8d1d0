"""Returns as they were credited, by card and year, and the yearly run over all cards."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, BarisJatuhTempo
from saldo.models.buku import Jurnal
from saldo.models.kepesertaan import Kepesertaan


class KreditPengembangan(models.Model):
    """What one card was credited for one year: once and for all, or provisionally before a claim.

    A final row stands for every card that had money in the year, also where less than half a rupiah
    was earned: the remainder is carried to the next year from here. The money of a merged card goes
    to the card that it was merged into; the row names the card that earned it.
    """

    # No foreign keys in the database: they cost more than the row. Journals are append-only, a card
    # with an account cannot be deleted, and invariant I9 holds these rows against the book.
    kepesertaan = models.ForeignKey(
        Kepesertaan, models.PROTECT, related_name="kredit_pengembangan", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    tahun = models.PositiveSmallIntegerField("tahun")
    sementara = models.BooleanField("sementara")
    sampai_bulan = models.PositiveSmallIntegerField("sampai bulan")
    tarif = models.DecimalField("tarif", max_digits=12, decimal_places=8)
    # What this row booked; a final row books what the provisional ones of its year left.
    jumlah = models.BigIntegerField("jumlah")
    sisa = models.DecimalField("sisa di bawah serupiah", max_digits=12, decimal_places=8)
    jurnal = models.ForeignKey(
        Jurnal, models.PROTECT, null=True, related_name="kredit_pengembangan", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    dibukukan_pada = models.DateTimeField("dibukukan pada", db_default=Now())

    class Meta:
        verbose_name = "kredit hasil pengembangan"
        verbose_name_plural = "kredit hasil pengembangan"
        constraints = [
            models.UniqueConstraint(
                fields=["kepesertaan", "tahun"],
                condition=models.Q(sementara=False),
                name="kredit_pengembangan_sekali_setahun",
            ),
            models.CheckConstraint(
                condition=models.Q(jumlah=0, jurnal=None)
                | models.Q(jumlah__gt=0, jurnal__isnull=False),
                name="kredit_pengembangan_dengan_jurnal",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kepesertaan", "tahun"],
                condition=models.Q(sementara=True),
                name="kredit_pengembangan_sementara",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tahun)


class PutaranPengembangan(BarisJatuhTempo):
    """The run that credits the returns of one year to every card, and how far it is."""

    class Status(models.TextChoices):
        BERJALAN = "BERJALAN", "Berjalan"
        SELESAI = "SELESAI", "Selesai"

    tahun = models.PositiveSmallIntegerField("tahun", unique=True)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.BERJALAN)
    tarif = models.DecimalField("tarif", max_digits=12, decimal_places=8)
    total = models.PositiveIntegerField("kartu seluruhnya")
    # Sums over the lanes, brought up to date after each batch.
    diperiksa = models.PositiveIntegerField("kartu diperiksa", default=0)
    dikreditkan = models.PositiveIntegerField("kartu dikreditkan", default=0)
    nihil = models.PositiveIntegerField("kartu dengan hasil nol", default=0)
    tanpa_uang = models.PositiveIntegerField("kartu tanpa uang", default=0)
    sudah = models.PositiveIntegerField("kartu yang sudah dikreditkan", default=0)
    jumlah = models.BigIntegerField("jumlah", default=0)
    diminta_oleh = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")
    mulai_pada = models.DateTimeField("mulai", db_default=Now())
    selesai_pada = models.DateTimeField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = "putaran hasil pengembangan"
        verbose_name_plural = "putaran hasil pengembangan"

    def __str__(self) -> str:
        return str(self.tahun)


class LajurPutaran(models.Model):
    """A range of cards that one worker at a time credits, and how far it is; counts as the run's.

    Lanes are what lets workers go on side by side: each batch holds the lock on its lane only.
    """

    putaran = models.ForeignKey(PutaranPengembangan, models.CASCADE, related_name="lajur")
    nomor = models.PositiveSmallIntegerField("nomor")
    # The last lane has no end: cards that are opened during the run belong to it.
    sampai = models.BigIntegerField("sampai nomor kartu", null=True)
    # Cards up to this number have been looked at; each batch moves it in its own transaction.
    kartu_terakhir = models.BigIntegerField("nomor kartu terakhir")
    selesai = models.BooleanField("selesai", default=False)
    diperiksa = models.PositiveIntegerField("kartu diperiksa", default=0)
    dikreditkan = models.PositiveIntegerField("kartu dikreditkan", default=0)
    nihil = models.PositiveIntegerField("kartu dengan hasil nol", default=0)
    tanpa_uang = models.PositiveIntegerField("kartu tanpa uang", default=0)
    sudah = models.PositiveIntegerField("kartu yang sudah dikreditkan", default=0)
    jumlah = models.BigIntegerField("jumlah", default=0)

    class Meta:
        verbose_name = "lajur putaran"
        verbose_name_plural = "lajur putaran"
        constraints = [
            models.UniqueConstraint(fields=["putaran", "nomor"], name="lajur_putaran_unik"),
        ]

    def __str__(self) -> str:
        return str(self.nomor)
