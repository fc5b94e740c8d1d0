"""Employers, cards and what was paid in for them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, Peserta

# A card is of somebody who takes part.
JENIS = [satu for satu in Peserta.Jenis.choices if satu[0] != Peserta.Jenis.NON]


class Perusahaan(models.Model):
    """An employer as the fund knows it."""

    npp = models.CharField("NPP", max_length=20, unique=True)
    nama = models.CharField("nama", max_length=150)
    # Where questions about its workers go; "" = not known.
    email = models.EmailField("e-mail kontak", blank=True, default="", db_default="")
    aktif = models.BooleanField("aktif", default=True)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "perusahaan"
        verbose_name_plural = "perusahaan"

    def __str__(self) -> str:
        return self.nama


class Kepesertaan(models.Model):
    """A card (KPJ): one membership of one person, with one employer or on their own."""

    class Status(models.TextChoices):
        AKTIF = "AKTIF", "Aktif"
        NONAKTIF = "NONAKTIF", "Tidak aktif"
        DIGABUNG = "DIGABUNG", "Digabung"
        DIKLAIM = "DIKLAIM", "Sudah diklaim"

    class Pelapor(models.TextChoices):
        PERUSAHAAN = "PERUSAHAAN", "Perusahaan"
        PETUGAS = "PETUGAS", "Petugas, atas laporan peserta"
        PESERTA = "PESERTA", "Peserta sendiri"

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="kepesertaan")
    perusahaan = models.ForeignKey(
        Perusahaan, models.PROTECT, null=True, blank=True, related_name="kepesertaan"
    )
    kpj = models.CharField("KPJ", max_length=11, unique=True)
    kpj_samar = models.CharField("KPJ", max_length=11, editable=False)
    jenis = models.CharField("jenis", max_length=3, choices=JENIS, default="PU")
    status = models.CharField("status", max_length=8, choices=Status, default=Status.AKTIF)
    tanggal_mulai = models.DateField("mulai")
    tanggal_berakhir = models.DateField("berakhir", null=True, blank=True)
    # As the employer (or the contribution file) reported it; RESIGN, PHK, PKWT, PENSIUN ...
    sebab_berakhir = models.CharField("sebab berakhir", max_length=20, blank=True, default="")
    tanggal_pernyataan = models.DateField("tanggal surat pernyataan", null=True, blank=True)
    dilaporkan_pada = models.DateTimeField("dilaporkan pada", null=True, blank=True)
    # On whose word the card ended.
    pelapor = models.CharField(
        "berhenti menurut", max_length=10, choices=Pelapor, default=Pelapor.PERUSAHAAN,
        db_default=Pelapor.PERUSAHAAN.value,
    )  # fmt: skip
    usia_pensiun = models.PositiveSmallIntegerField("usia pensiun perusahaan", default=56)
    # Identity as the card was issued, where it differs from the person's; empty = the same.
    nama_terdaftar = models.CharField("nama di kartu", max_length=120, blank=True, default="")
    tanggal_lahir_terdaftar = models.DateField("tanggal lahir di kartu", null=True, blank=True)
    disengketakan_pada = models.DateTimeField("disengketakan sejak", null=True, blank=True)
    digabung_ke = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gabungan"
    )
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "kepesertaan"
        verbose_name_plural = "kepesertaan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tanggal_berakhir=None)
                | models.Q(tanggal_berakhir__gte=models.F("tanggal_mulai")),
                name="kepesertaan_berakhir_setelah_mulai",
            ),
            models.CheckConstraint(
                condition=models.Q(status="DIGABUNG") ^ models.Q(digabung_ke=None),
                name="kepesertaan_digabung_menunjuk_kartu",
            ),
        ]
        indexes = [
            # The few cards that were claimed: looked at every few minutes for money that came.
            models.Index(
                fields=["id"],
                condition=models.Q(status="DIKLAIM"),
                name="kepesertaan_diklaim",
            ),
        ]

    def __str__(self) -> str:
        return self.kpj_samar


class BerkasIuran(models.Model):
    """An employer's file, taken in whole or not at all."""

    sidik = models.CharField("SHA-256", max_length=64, unique=True)
    nama = models.CharField("nama berkas", max_length=255)
    baris = models.PositiveIntegerField("baris")
    baris_baru = models.PositiveIntegerField("baris baru", default=0)
    baris_koreksi = models.PositiveIntegerField("baris koreksi", default=0)
    total_jht = models.BigIntegerField("total JHT")
    diunggah_oleh = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "berkas iuran"
        verbose_name_plural = "berkas iuran"

    def __str__(self) -> str:
        return self.nama


class Iuran(models.Model):
    """What was paid for one card and month; a correction is a new row that names the old one."""

    kepesertaan = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="iuran")
    # Nobody asks for the rows of an employer or of a journal; a file has a hundred thousand.
    perusahaan = models.ForeignKey(
        Perusahaan, models.PROTECT, null=True, related_name="+", db_index=False
    )
    bulan = models.DateField("bulan", help_text="hari pertama bulan itu")
    upah = models.BigIntegerField("upah")
    jht_pemberi_kerja = models.BigIntegerField("JHT pemberi kerja")
    jht_pekerja = models.BigIntegerField("JHT pekerja")
    # Shown beside JHT, never booked to its account.
    jp_pemberi_kerja = models.BigIntegerField("JP pemberi kerja", default=0)
    jp_pekerja = models.BigIntegerField("JP pekerja", default=0)
    tanggal_bayar = models.DateField("dibayar pada")
    jurnal = models.ForeignKey("saldo.Jurnal", models.PROTECT, related_name="iuran", db_index=False)
    berkas = models.ForeignKey(BerkasIuran, models.PROTECT, null=True, related_name="iuran")
    menggantikan = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="digantikan_oleh"
    )
    berlaku = models.BooleanField("berlaku", default=True)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "iuran"
        verbose_name_plural = "iuran"
        constraints = [
            models.UniqueConstraint(
                fields=["kepesertaan", "bulan"],
                condition=models.Q(berlaku=True),
                name="iuran_satu_berlaku_per_bulan",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    upah__gte=0,
                    jht_pemberi_kerja__gte=0,
                    jht_pekerja__gte=0,
                    jp_pemberi_kerja__gte=0,
                    jp_pekerja__gte=0,
                ),
                name="iuran_tidak_negatif",
            ),
            models.CheckConstraint(condition=models.Q(bulan__day=1), name="iuran_bulan_hari_satu"),
        ]

    def __str__(self) -> str:
        return f"{self.bulan:%Y-%m}"
