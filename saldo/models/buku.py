"""The book: double entry in whole rupiah, append-only, each journal proved to sum to zero.

Triggers (migration saldo/0002) refuse updates and deletes, unbalanced journals, and entries to a
journal of another transaction; they also keep the running balance of participants' accounts.
Participants' accounts are liabilities of the fund: a credit raises them.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from saldo.models.kepesertaan import Kepesertaan


class AkunBuku(models.Model):
    """An account of the book: per card and kind, or one of the fund's own."""

    jenis = models.CharField("jenis", max_length=24)
    # The constraint below begins with it: an index of its own would be written for nothing.
    kepesertaan = models.ForeignKey(
        Kepesertaan, models.PROTECT, null=True, blank=True, related_name="akun_buku",
        db_index=False,
    )  # fmt: skip
    # Running balance (credit minus debit), kept by trigger for participants' accounts alone: one
    # row of the fund would be written by every payment.
    saldo = models.BigIntegerField("saldo berjalan", null=True)

    class Meta:
        verbose_name = "akun buku"
        verbose_name_plural = "akun buku"
        constraints = [
            models.UniqueConstraint(
                fields=["kepesertaan", "jenis"], name="akun_buku_unik_per_kartu"
            ),
            models.UniqueConstraint(
                fields=["jenis"],
                condition=models.Q(kepesertaan=None),
                name="akun_buku_lembaga_unik",
            ),
            models.CheckConstraint(
                condition=models.Q(kepesertaan=None, saldo=None)
                | models.Q(kepesertaan__isnull=False, saldo__gte=0),
                name="akun_buku_saldo_peserta_tidak_negatif",
            ),
        ]

    def __str__(self) -> str:
        return self.jenis


class Jurnal(models.Model):
    """One business event in the book; its entries come in the same transaction or never."""

    jenis = models.CharField("jenis", max_length=24)
    # Names the event once and for ever ("klaim:12:tahan"), so that running twice books once.
    rujukan = models.CharField("rujukan", max_length=80, unique=True)
    tanggal_nilai = models.DateField("tanggal nilai")
    dibukukan_pada = models.DateTimeField("dibukukan pada", db_default=Now())
    keterangan = models.CharField("keterangan", max_length=200, blank=True, default="")
    koreksi_dari = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="koreksi"
    )

    class Meta:
        verbose_name = "jurnal"
        verbose_name_plural = "jurnal"

    def __str__(self) -> str:
        return self.rujukan


class EntriJurnal(models.Model):
    """One line of a journal: a debit or a credit of one account."""

    jurnal = models.ForeignKey(Jurnal, models.PROTECT, related_name="entri", db_index=False)
    akun = models.ForeignKey(AkunBuku, models.PROTECT, related_name="entri", db_index=False)
    jenis = models.CharField("jenis", max_length=24)
    # Year to which the money belongs: that of the contribution month or of the return.
    tahun = models.PositiveSmallIntegerField("tahun")
    debit = models.BigIntegerField("debit", default=0)
    kredit = models.BigIntegerField("kredit", default=0)
    tanggal_nilai = models.DateField("tanggal nilai")
    dibukukan_pada = models.DateTimeField("dibukukan pada", db_default=Now())

    class Meta:
        verbose_name = "entri jurnal"
        verbose_name_plural = "entri jurnal"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(debit__gt=0, kredit=0) | models.Q(debit=0, kredit__gt=0),
                name="entri_debit_atau_kredit",
            ),
        ]
        indexes = [
            models.Index(fields=["jurnal"], name="entri_jurnal"),
            # Carries the amounts: entries of one account lie pages apart, here side by side.
            models.Index(
                fields=["akun", "tanggal_nilai"],
                include=["jenis", "tahun", "debit", "kredit"],
                name="entri_akun_tanggal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}"


class TahananSaldo(models.Model):
    """Money set aside for something that is under way; the card cannot be merged or claimed."""

    class Status(models.TextChoices):
        DITAHAN = "DITAHAN", "Ditahan"
        DILEPAS = "DILEPAS", "Dilepas"
        DIPAKAI = "DIPAKAI", "Dipakai"

    kepesertaan = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="tahanan")
    rujukan = models.CharField("rujukan", max_length=80)
    jumlah = models.BigIntegerField("jumlah")
    # Part of the balance: when it is paid the card goes on as it was.
    sebagian = models.BooleanField("sebagian saldo", default=False)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.DITAHAN)
    jurnal_tahan = models.ForeignKey(Jurnal, models.PROTECT, related_name="+")
    jurnal_akhir = models.ForeignKey(Jurnal, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    berakhir_pada = models.DateTimeField("berakhir pada", null=True, blank=True)
    # The bank gave the payout back: this money is held again, beside what may be held meanwhile.
    kembali_pada = models.DateTimeField("kembali dari bank pada", null=True, blank=True)

    class Meta:
        verbose_name = "tahanan saldo"
        verbose_name_plural = "tahanan saldo"
        constraints = [
            models.UniqueConstraint(
                fields=["kepesertaan"],
                condition=models.Q(status="DITAHAN", kembali_pada=None),
                name="tahanan_satu_per_kartu",
            ),
            models.CheckConstraint(condition=models.Q(jumlah__gt=0), name="tahanan_positif"),
        ]

    def __str__(self) -> str:
        return self.rujukan
