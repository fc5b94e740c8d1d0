"""A claim of old-age savings, the decision that it froze, and each change of its state."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, BarisJatuhTempo, Peserta
from pengkinian.models import HasilVerifikasi, Rekening


class Klaim(BarisJatuhTempo):
    """A claim, from the first answer on. While it moves by itself it is a due row."""

    kode = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nomor = models.CharField("nomor klaim", max_length=24, null=True, unique=True)
    # Whose savings are claimed.
    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="klaim")
    # The heir who claims them; None = their owner does.
    pengaju = models.ForeignKey(
        Peserta, models.PROTECT, null=True, blank=True, related_name="klaim_waris",
        verbose_name="diajukan ahli waris",
    )  # fmt: skip
    status = models.CharField("status", max_length=26, default="DRAF")
    alasan = models.CharField("alasan", max_length=14, blank=True, default="")
    rute = models.CharField("rute", max_length=8, blank=True, default="")
    versi = models.PositiveIntegerField("versi", default=1)
    isian = models.JSONField("isian", default=dict)
    langkah_terisi = models.JSONField("langkah terisi", default=list)
    bruto = models.BigIntegerField("bruto", null=True)
    # Part of the gross that was credited at filing, at a rate that is not the year's final one.
    hasil_sementara = models.BigIntegerField("hasil pengembangan sementara", null=True)
    pajak = models.BigIntegerField("pajak", null=True)
    # How the tax came about at filing (rules.pajak.RincianPajak), for the slip of withheld tax.
    rincian_pajak = models.JSONField("rincian pajak", null=True)
    neto = models.BigIntegerField("neto", null=True)
    rekening = models.ForeignKey(Rekening, models.PROTECT, null=True, related_name="klaim")
    verifikasi_wajah = models.ForeignKey(
        HasilVerifikasi, models.PROTECT, null=True, related_name="klaim"
    )
    # One confirmation files one claim, however often the button was pressed.
    kunci_pengajuan = models.CharField(max_length=64, null=True, unique=True, editable=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    diubah_pada = models.DateTimeField("diubah pada", db_default=Now())
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    janji_pada = models.DateTimeField("dijanjikan pada", null=True, blank=True)
    boleh_kirim_pada = models.DateTimeField("uang boleh dikirim pada", null=True, blank=True)
    dibayar_pada = models.DateTimeField("dibayar pada", null=True, blank=True)

    class Meta:
        verbose_name = "klaim"
        verbose_name_plural = "klaim"
        constraints = [
            models.UniqueConstraint(
                fields=["peserta"],
                condition=~models.Q(status__in=["DIBAYAR", "DITOLAK", "DIBATALKAN"]),
                name="klaim_satu_terbuka_per_peserta",
            ),
            models.CheckConstraint(
                condition=models.Q(bruto=None)
                | models.Q(
                    bruto__gte=0, pajak__gte=0, neto__gte=0,
                    bruto=models.F("pajak") + models.F("neto"),
                ),
                name="klaim_bruto_pajak_neto",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["jatuh_pada"],
                name="klaim_jatuh_tempo",
                condition=models.Q(jatuh_pada__isnull=False),
            ),
            # The public figures of the day.
            models.Index(
                fields=["dibayar_pada"],
                name="klaim_dibayar_pada",
                condition=models.Q(dibayar_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.nomor or "klaim (draf)"

    @property
    def pemohon(self) -> Peserta:
        """Return who files, is told and is paid: the heir where there is one, else the owner."""
        return self.peserta if self.pengaju is None else self.pengaju

    @property
    def akun_ids(self) -> frozenset[int]:
        """Return the logins of everybody whom this claim is about: no officer decides their own."""
        orang = (self.peserta, self.pengaju)
        return frozenset(satu.akun_id for satu in orang if satu and satu.akun_id is not None)


class KeputusanKlaim(models.Model):
    """What the rules saw and said at filing; can be decided again at any later time."""

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="keputusan")
    fakta = models.JSONField("fakta")
    ketentuan = models.JSONField("ketentuan")
    versi_aturan = models.JSONField("versi aturan")
    hasil = models.JSONField("hasil")
    boleh = models.BooleanField("boleh")
    rute = models.CharField("rute", max_length=8)
    hari_ini = models.DateField("diputus untuk tanggal")
    pelaku_jenis = models.CharField("jenis pelaku", max_length=7)
    pelaku_nama = models.CharField("pelaku", max_length=150)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "keputusan klaim"
        verbose_name_plural = "keputusan klaim"

    def __str__(self) -> str:
        return f"keputusan {self.pk}"


class RiwayatStatus(models.Model):
    """One change of state of a claim or of one of its payments; append-only."""

    klaim = models.ForeignKey(Klaim, models.PROTECT, related_name="riwayat")
    pembayaran = models.ForeignKey(
        "klaim_jht.Pembayaran", models.PROTECT, null=True, related_name="riwayat"
    )
    dari = models.CharField("dari", max_length=26)
    ke = models.CharField("ke", max_length=26)
    pelaku_jenis = models.CharField("jenis pelaku", max_length=7)
    pelaku_akun = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="+")
    pelaku_nama = models.CharField("pelaku", max_length=150)
    alasan = models.CharField("alasan", max_length=60, blank=True, default="")
    data = models.JSONField("data", default=dict)
    pada = models.DateTimeField("pada", db_default=Now())

    class Meta:
        verbose_name = "riwayat status"
        verbose_name_plural = "riwayat status"
        indexes = [models.Index(fields=["klaim", "id"], name="riwayat_per_klaim")]

    def __str__(self) -> str:
        return f"{self.dari} → {self.ke}"
