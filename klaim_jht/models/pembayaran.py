"""Payments of a claim, and every message that was sent about them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import BarisJatuhTempo, BytesTerenkripsi
from klaim_jht.models.klaim import Klaim
from klaim_jht.models.susulan import Susulan
from pengkinian.models import Rekening


class Pembayaran(BarisJatuhTempo):
    """One payment with one reference for life; the due row of the payout queue."""

    class Jenis(models.TextChoices):
        UTAMA = "UTAMA", "Utama"
        SUSULAN = "SUSULAN", "Susulan"

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="pembayaran")
    jenis = models.CharField("jenis", max_length=7, choices=Jenis, default=Jenis.UTAMA)
    ke = models.PositiveSmallIntegerField("ke", default=1)
    susulan = models.ForeignKey(
        Susulan, models.PROTECT, null=True, blank=True, related_name="pembayaran"
    )
    partner_ref = models.CharField("referensi kami", max_length=64, unique=True)
    status = models.CharField("status", max_length=14, default="SIAP")
    jumlah = models.BigIntegerField("jumlah")
    rekening = models.ForeignKey(Rekening, models.PROTECT, related_name="pembayaran")
    referensi_bank = models.CharField("referensi bank", max_length=64, blank=True, default="")
    kode_bank_terakhir = models.CharField(
        "kode jawaban bank", max_length=10, blank=True, default=""
    )
    sebab_gagal = models.CharField("sebab gagal", max_length=30, blank=True, default="")
    # Why an unsent payment waits: a closed rail or window; "" = only its time has not come.
    sebab_tunda = models.CharField("sebab ditunda", max_length=12, blank=True, default="")
    perlu_petugas = models.BooleanField("perlu petugas", default=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    dikirim_pada = models.DateTimeField("dikirim pada", null=True, blank=True)
    berhasil_pada = models.DateTimeField("berhasil pada", null=True, blank=True)

    class Meta:
        verbose_name = "pembayaran"
        verbose_name_plural = "pembayaran"
        constraints = [
            models.UniqueConstraint(fields=["klaim", "jenis", "ke"], name="pembayaran_urutan_unik"),
            models.UniqueConstraint(
                fields=["klaim"],
                condition=models.Q(status__in=["SIAP", "DIKIRIM", "DITERIMA_BANK", "BELUM_PASTI"]),
                name="pembayaran_satu_terbuka_per_klaim",
            ),
            models.CheckConstraint(condition=models.Q(jumlah__gt=0), name="pembayaran_positif"),
            models.CheckConstraint(
                condition=models.Q(jenis="UTAMA", susulan=None)
                | models.Q(jenis="SUSULAN", susulan__isnull=False),
                name="pembayaran_susulan_bertuan",
            ),
            # Paid needs the bank's own reference.
            models.CheckConstraint(
                condition=~models.Q(status="BERHASIL") | ~models.Q(referensi_bank=""),
                name="pembayaran_berhasil_berbukti",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jatuh_pada"],
                name="pembayaran_jatuh_tempo",
                condition=models.Q(status__in=["SIAP", "DIKIRIM", "DITERIMA_BANK", "BELUM_PASTI"]),
            ),
            # Asked about once more after their end; empty but for the payments of three days.
            models.Index(
                fields=["jatuh_pada"],
                name="pembayaran_tanya_akhir",
                condition=models.Q(
                    status__in=["BERHASIL", "GAGAL_PASTI"], jatuh_pada__isnull=False
                ),
            ),
            models.Index(
                fields=["berhasil_pada"],
                name="pembayaran_berhasil_menurut",
                condition=models.Q(status="BERHASIL"),
            ),
            # What went out within the last hour is asked for all day long.
            models.Index(
                fields=["dikirim_pada"],
                include=["jumlah"],
                name="pembayaran_dikirim_menurut",
                condition=models.Q(dikirim_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.partner_ref


class PercobaanKirim(models.Model):
    """One message to the bank: its exact bytes were committed before the socket opened."""

    class Jenis(models.TextChoices):
        KIRIM = "KIRIM", "Kirim"
        TANYA = "TANYA", "Tanya status"

    pembayaran = models.ForeignKey(Pembayaran, models.PROTECT, related_name="percobaan_kirim")
    jenis = models.CharField("jenis", max_length=5, choices=Jenis)
    layanan = models.CharField("layanan SNAP", max_length=2)
    external_id = models.CharField("X-EXTERNAL-ID", max_length=32)
    tanggal = models.DateField("tanggal")
    pesan = BytesTerenkripsi("pesan", null=True)
    hasil = models.CharField("hasil", max_length=20, blank=True, default="")
    kode = models.CharField("kode", max_length=10, blank=True, default="")
    dikirim_pada = models.DateTimeField("dikirim pada", db_default=Now())
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)

    class Meta:
        verbose_name = "percobaan kirim"
        verbose_name_plural = "percobaan kirim"
        constraints = [
            models.UniqueConstraint(
                fields=["tanggal", "external_id"], name="external_id_unik_sehari"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.external_id}"
