"""The brake of the institution: while one stands, no money is sent to any bank."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun


class RemLembaga(models.Model):
    """Payouts stopped, by one officer or by the machine; released by two officers."""

    class Sebab(models.TextChoices):
        PETUGAS = "PETUGAS", "Dihentikan petugas"
        DANA_KURANG = "DANA_KURANG", "Dana di bank tidak cukup"
        TANDA_TANGAN = "TANDA_TANGAN", "Bank menolak tanda tangan kami"
        BUKU = "BUKU", "Pemeriksaan buku menemukan selisih"
        SELISIH_BANK = "SELISIH_BANK", "Rekening koran bank berbeda dengan buku kami"
        PAGU_JAM = "PAGU_JAM", "Kiriman satu jam melewati pagu"

    sebab = models.CharField("sebab", max_length=12, choices=Sebab)
    alasan = models.CharField("alasan", max_length=500)
    dipasang_pada = models.DateTimeField("dipasang pada", db_default=Now())
    dipasang_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dipasang oleh"
    )
    lepas_diminta_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="pelepasan diminta oleh",
    )  # fmt: skip
    lepas_diminta_pada = models.DateTimeField("pelepasan diminta pada", null=True, blank=True)
    alasan_lepas = models.CharField("alasan pelepasan", max_length=500, blank=True, default="")
    dilepas_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dilepas oleh"
    )
    dilepas_pada = models.DateTimeField("dilepas pada", null=True, blank=True)

    class Meta:
        verbose_name = "rem pembayaran"
        verbose_name_plural = "rem pembayaran"
        constraints = [
            # However often a cause is found, it is one brake.
            models.UniqueConstraint(
                fields=["sebab"], condition=models.Q(dilepas_pada=None),
                name="rem_satu_terpasang_per_sebab",
            ),
            models.CheckConstraint(
                condition=models.Q(dilepas_pada=None, dilepas_oleh=None)
                | (
                    models.Q(dilepas_pada__isnull=False, lepas_diminta_oleh__isnull=False)
                    & ~models.Q(dilepas_oleh=models.F("lepas_diminta_oleh"))
                    & models.Q(dilepas_oleh__isnull=False)
                ),
                name="rem_dilepas_dua_orang",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"rem {self.pk}"
