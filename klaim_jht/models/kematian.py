"""Reports that a participant died, from anybody, with what became of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, BarisJatuhTempo, JSONTerenkripsi, Peserta, TeksTerenkripsi


class LaporanKematian(BarisJatuhTempo):
    """One report; the due row of its question to the register, and of closing what was open.

    Whoever reports sees nothing of this row: it is written alike for a participant, a stranger,
    and a number that nobody has.
    """

    class Hubungan(models.TextChoices):
        KELUARGA = "KELUARGA", "Keluarga"
        PERUSAHAAN = "PERUSAHAAN", "Perusahaan tempat bekerja"
        LAIN = "LAIN", "Kenalan, pengurus RT, atau lainnya"

    class Bukti(models.TextChoices):
        BELUM = "", "Belum ada"
        DUKCAPIL = "DUKCAPIL", "Dukcapil"
        SURAT = "SURAT", "Surat kematian yang dilihat petugas"

    kode = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Found by the worker, never while the reporter waits: the answer's time would tell.
    peserta = models.ForeignKey(
        Peserta, models.PROTECT, null=True, related_name="laporan_kematian", verbose_name="peserta"
    )
    status = models.CharField("status", max_length=12, default="MENUNGGU")
    # Number, name and date of birth as typed; emptied once the report led to nothing.
    masukan = JSONTerenkripsi("masukan", default=dict)
    tanggal_kematian = models.DateField("tanggal kematian")
    hubungan = models.CharField("hubungan pelapor", max_length=10, choices=Hubungan)
    pelapor_nama = TeksTerenkripsi("nama pelapor", null=True)
    pelapor_telepon = TeksTerenkripsi("nomor HP pelapor", null=True)
    bukti = models.CharField("bukti", max_length=8, choices=Bukti, blank=True, default=Bukti.BELUM)
    sebab = models.CharField("sebab", max_length=60, blank=True, default="")
    akun_ditutup = models.BooleanField("akun ditutup oleh laporan ini", default=False)
    petugas = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas"
    )
    catatan = models.CharField("catatan petugas", max_length=500, blank=True, default="")
    dibuat_pada = models.DateTimeField("dilaporkan pada", db_default=Now())
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)
    dibantah_pada = models.DateTimeField("dibantah pada", null=True, blank=True)

    class Meta:
        verbose_name = "laporan kematian"
        verbose_name_plural = "laporan kematian"
        constraints = [
            models.UniqueConstraint(
                fields=["peserta"],
                condition=models.Q(status="DIBEKUKAN"),
                name="kematian_satu_beku_per_peserta",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="DIBEKUKAN")
                | (models.Q(peserta__isnull=False) & ~models.Q(bukti="")),
                name="kematian_beku_dengan_bukti",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jatuh_pada"],
                condition=models.Q(jatuh_pada__isnull=False),
                name="kematian_jatuh_tempo",
            ),
        ]

    def __str__(self) -> str:
        return f"laporan kematian {self.pk}"
