"""The account to which money is sent, as the bank confirmed it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Peserta, TeksTerenkripsi
from pengkinian.models.verifikasi import HasilVerifikasi


class Rekening(models.Model):
    """A bank account of a person; replaced ones stay as history."""

    class Status(models.TextChoices):
        TERBUKTI = "TERBUKTI", "Terbukti milik peserta"
        DITINJAU_PETUGAS = "DITINJAU_PETUGAS", "Ditinjau petugas"
        BERMASALAH = "BERMASALAH", "Ditolak bank"

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="rekening")
    kode_bank = models.CharField("kode bank", max_length=11)
    nama_bank = models.CharField("bank", max_length=50)
    nomor = TeksTerenkripsi("nomor rekening")
    nomor_indeks = models.CharField(max_length=64, editable=False, db_index=True)
    nomor_samar = models.CharField("nomor rekening", max_length=34)
    nama_pemilik = TeksTerenkripsi("nama pemilik menurut bank")
    nama_pemilik_samar = models.CharField("nama pemilik", max_length=120)
    skor_nama = models.DecimalField("kecocokan nama", max_digits=5, decimal_places=4)
    status = models.CharField("status", max_length=16, choices=Status)
    verifikasi = models.ForeignKey(
        HasilVerifikasi, models.PROTECT, null=True, related_name="rekening"
    )
    dipakai_sejak = models.DateTimeField("dipakai sejak", db_default=Now())
    diganti_pada = models.DateTimeField("diganti pada", null=True, blank=True)
    # Earliest time at which money may go there (cooling rule), fixed when the account came in.
    boleh_kirim_pada = models.DateTimeField("boleh menerima sejak", null=True, blank=True)

    class Meta:
        verbose_name = "rekening"
        verbose_name_plural = "rekening"
        constraints = [
            models.UniqueConstraint(
                fields=["peserta"],
                condition=models.Q(diganti_pada=None),
                name="rekening_satu_berlaku",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama_bank} {self.nomor_samar}"
