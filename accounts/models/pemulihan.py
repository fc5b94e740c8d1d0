"""Ways back into an account: what somebody asked for without being logged in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.models.akun import Akun, Kontak
from accounts.models.antrean import BarisJatuhTempo
from accounts.models.pesan import Pesan
from accounts.models.terenkripsi import JSONTerenkripsi, TeksTerenkripsi


class PermintaanPulih(BarisJatuhTempo):
    """Somebody gave a NIK and a card number; a worker finds out whether they name anybody.

    The page writes the same row for everyone, so neither its answer nor its time tells who exists.
    """

    class Jenis(models.TextChoices):
        LUPA_AKUN = "LUPA_AKUN", "Lupa akun"

    kode = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    # What was typed; emptied as soon as it was looked up.
    isian = JSONTerenkripsi("isian", default=dict)
    nik_indeks = models.CharField(max_length=64, editable=False)
    saluran = models.CharField("saluran", max_length=7, choices=Kontak.Jenis)
    akun = models.ForeignKey(
        Akun, models.PROTECT, null=True, related_name="permintaan_pulih", verbose_name="akun"
    )
    tujuan_indeks = models.CharField(max_length=64, editable=False)
    sidik_kode = models.CharField(max_length=64, blank=True, default="", editable=False)
    salah = models.PositiveSmallIntegerField("jawaban salah", default=0)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    kedaluwarsa_pada = models.DateTimeField("kedaluwarsa pada")
    dipakai_pada = models.DateTimeField("kode dipakai pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "permintaan pemulihan"
        verbose_name_plural = "permintaan pemulihan"
        indexes = [
            models.Index(fields=["nik_indeks", "-dibuat_pada"], name="pulih_per_nik"),
            # Read by the sweep alone.
            models.Index(
                fields=["jatuh_pada"],
                name="pulih_jatuh_tempo",
                condition=models.Q(jatuh_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.pk}"


class LaporanBukanSaya(models.Model):
    """Somebody says of one notice: that was not me. Money waits until a human closes it."""

    class Hasil(models.TextChoices):
        AMAN = "AMAN", "Pemilik sudah aman"
        KELIRU = "KELIRU", "Perbuatan pemilik sendiri"

    pesan = models.OneToOneField(
        Pesan, models.PROTECT, related_name="bukan_saya", verbose_name="pemberitahuan"
    )
    akun = models.ForeignKey(
        Akun, models.PROTECT, related_name="bukan_saya", verbose_name="akun"
    )  # fmt: skip
    dilaporkan_pada = models.DateTimeField("dilaporkan pada", db_default=Now())
    petugas = models.ForeignKey(
        Akun, models.PROTECT, null=True, related_name="+", verbose_name="petugas"
    )
    hasil = models.CharField("hasil", max_length=6, choices=Hasil, blank=True, default="")
    catatan = models.CharField("catatan petugas", max_length=500, blank=True, default="")
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)

    class Meta:
        verbose_name = "laporan bukan saya"
        verbose_name_plural = "laporan bukan saya"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(petugas=None) | ~models.Q(petugas=models.F("akun")),
                name="bukan_saya_bukan_petugasnya",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class KasusPemulihan(models.Model):
    """Layanan 175 helps somebody back in: call back, facts, a second officer, a day of waiting."""

    class Status(models.TextChoices):
        DIBUKA = "DIBUKA", "Menunggu telepon balik"
        DITELEPON = "DITELEPON", "Menunggu jawaban fakta"
        COCOK = "COCOK", "Menunggu penyelia"
        DISETUJUI = "DISETUJUI", "Disetujui"
        SELESAI = "SELESAI", "Selesai"
        DITOLAK = "DITOLAK", "Ditolak"
        DIBATALKAN = "DIBATALKAN", "Dibatalkan"

    akun = models.ForeignKey(
        Akun, models.PROTECT, related_name="kasus_pemulihan", verbose_name="akun"
    )
    status = models.CharField("status", max_length=10, choices=Status, default=Status.DIBUKA)
    petugas = models.ForeignKey(Akun, models.PROTECT, related_name="+", verbose_name="petugas")
    penyelia = models.ForeignKey(
        Akun, models.PROTECT, null=True, related_name="+", verbose_name="penyelia"
    )
    # Sets of answers that were not enough; what was answered is kept nowhere.
    salah = models.PositiveSmallIntegerField("jawaban salah", default=0)
    kontak_jenis = models.CharField("jenis kontak baru", max_length=7, choices=Kontak.Jenis,
                                    blank=True, default="")  # fmt: skip
    kontak = TeksTerenkripsi("kontak baru", null=True)
    kontak_indeks = models.CharField(max_length=64, blank=True, default="", editable=False)
    kontak_samar = models.CharField("kontak baru", max_length=254, blank=True, default="")
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    ditelepon_pada = models.DateTimeField("ditelepon pada", null=True, blank=True)
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, blank=True)
    terbuka_pada = models.DateTimeField("kontak terbuka pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "kasus Layanan 175"
        verbose_name_plural = "kasus Layanan 175"
        constraints = [
            models.UniqueConstraint(
                fields=["akun"],
                condition=models.Q(status__in=["DIBUKA", "DITELEPON", "COCOK", "DISETUJUI"]),
                name="pemulihan_satu_terbuka_per_akun",
            ),
            models.CheckConstraint(
                condition=models.Q(penyelia=None)
                | (~models.Q(penyelia=models.F("petugas")) & ~models.Q(penyelia=models.F("akun"))),
                name="pemulihan_empat_mata",
            ),
            models.CheckConstraint(
                condition=~models.Q(petugas=models.F("akun")), name="pemulihan_bukan_diri_sendiri"
            ),
        ]

    def __str__(self) -> str:
        return f"175-{self.pk}"
