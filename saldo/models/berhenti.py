"""“Saya sudah berhenti”: what a participant reports, the paper that shows it, who said what."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Akun, BarisJatuhTempo
from accounts.models.terenkripsi import BytesTerenkripsi, TeksTerenkripsi
from saldo.models.kepesertaan import Kepesertaan, Perusahaan
from saldo.rules.laporan_berhenti import TERBUKA

# Plain words: a migration must not name our code.
_TERBUKA = sorted(satu.value for satu in TERBUKA)


class LaporanBerhenti(BarisJatuhTempo):
    """A participant's word that a membership has ended; due when the employer's time is over."""

    class Status(models.TextChoices):
        MENUNGGU_PERUSAHAAN = "MENUNGGU_PERUSAHAAN", _("Menunggu perusahaan")
        MENUNGGU_PETUGAS = "MENUNGGU_PETUGAS", _("Menunggu petugas")
        DIBANTAH = "DIBANTAH", _("Dibantah perusahaan, menunggu petugas")
        DITERIMA = "DITERIMA", _("Diterima")
        DITOLAK = "DITOLAK", _("Ditolak")
        DITARIK = "DITARIK", _("Ditarik peserta")

    class Sebab(models.TextChoices):
        RESIGN = "RESIGN", _("Mengundurkan diri")
        PHK = "PHK", _("PHK")
        PKWT = "PKWT", _("Kontrak berakhir")
        PENSIUN = "PENSIUN", _("Pensiun")
        BPU_BERHENTI = "BPU_BERHENTI", _("Berhenti berusaha atau bekerja mandiri")

    class Bukti(models.TextChoices):
        PAKLARING = "PAKLARING", _("Surat keterangan kerja (paklaring)")
        SURAT_PHK = "SURAT_PHK", _("Surat PHK")
        KONTRAK = "KONTRAK", _("Perjanjian kerja yang sudah berakhir")
        SURAT_LAIN = "SURAT_LAIN", _("Surat lain")
        TIDAK_ADA = "TIDAK_ADA", _("Saya tidak punya surat")

    class Jawaban(models.TextChoices):
        BENAR = "BENAR", _("Benar")
        TIDAK_BENAR = "TIDAK_BENAR", _("Tidak benar")

    class Lewat(models.TextChoices):
        TAUTAN = "TAUTAN", _("tautan di surat")
        PETUGAS = "PETUGAS", _("dicatat petugas")
        BERKAS = "BERKAS", _("berkas iuran")

    class SebabPetugas(models.TextChoices):
        DIAM = "DIAM", _("Perusahaan tidak menjawab")
        TUTUP = "TUTUP", _("Perusahaan sudah tutup")
        MENUNGGAK = "MENUNGGAK", _("Perusahaan menunggak iuran")
        TANPA_PERUSAHAAN = "TANPA_PERUSAHAAN", _("Tidak ada perusahaan yang ditanya")

    kepesertaan = models.ForeignKey(Kepesertaan, models.PROTECT, related_name="laporan_berhenti")
    # The employer of the card when the report was made.
    perusahaan = models.ForeignKey(Perusahaan, models.PROTECT, null=True, related_name="+")
    tanggal_berhenti = models.DateField("tanggal berhenti")
    sebab = models.CharField("sebab", max_length=12, choices=Sebab)
    tanggal_pernyataan = models.DateField("tanggal surat pernyataan", null=True, blank=True)
    jenis_bukti = models.CharField("bukti", max_length=10, choices=Bukti)
    status = models.CharField("status", max_length=20, choices=Status)
    sebab_petugas = models.CharField(
        "mengapa petugas", max_length=16, choices=SebabPetugas, blank=True, default=""
    )
    # Last days on which the employer may answer and an officer has decided; fixed at the report.
    tenggat_perusahaan = models.DateField("perusahaan menjawab sampai", null=True)
    tenggat_putusan = models.DateField("diputus paling lambat", null=True)
    # SHA-256 of the secret in the employer's link; "" once it was used or nobody is asked.
    sidik_tautan = models.CharField(max_length=64, blank=True, default="", editable=False)
    jawaban = models.CharField(
        "jawaban perusahaan", max_length=11, choices=Jawaban, blank=True, default=""
    )
    kata_perusahaan = TeksTerenkripsi("kata perusahaan", null=True)
    dijawab_lewat = models.CharField(
        "dijawab lewat", max_length=7, choices=Lewat, blank=True, default=""
    )
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)
    tanggapan = TeksTerenkripsi("tanggapan peserta", null=True)
    ditanggapi_pada = models.DateTimeField("ditanggapi pada", null=True, blank=True)
    petugas = models.ForeignKey(Akun, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_putusan = models.CharField("alasan putusan", max_length=500, blank=True, default="")
    dibuat_pada = models.DateTimeField("dilaporkan pada", db_default=Now())
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "laporan berhenti"
        verbose_name_plural = "laporan berhenti"
        constraints = [
            models.UniqueConstraint(
                fields=["kepesertaan"],
                condition=models.Q(status__in=_TERBUKA),
                name="laporan_berhenti_satu_terbuka",
            ),
        ]
        indexes = [
            # Read by the sweep and by the officers' list.
            models.Index(
                fields=["status", "jatuh_pada"],
                name="laporan_berhenti_terbuka",
                condition=models.Q(status__in=_TERBUKA),
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan {self.pk}"


class BuktiBerhenti(models.Model):
    """The paper of a report, encrypted: a cleaned picture or a PDF; its hash outlives it."""

    class Tipe(models.TextChoices):
        JPEG = "image/jpeg", "JPEG"
        PDF = "application/pdf", "PDF"

    laporan = models.OneToOneField(LaporanBerhenti, models.PROTECT, related_name="berkas")
    tipe = models.CharField("tipe", max_length=20, choices=Tipe)
    isi = BytesTerenkripsi("isi", null=True)
    sidik = models.CharField("SHA-256", max_length=64)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    dihapus_pada = models.DateTimeField("isi dihapus pada", null=True, blank=True)

    class Meta:
        verbose_name = "bukti berhenti"
        verbose_name_plural = "bukti berhenti"

    def __str__(self) -> str:
        return self.tipe


class RiwayatLaporan(models.Model):
    """One move of a report; append-only."""

    laporan = models.ForeignKey(LaporanBerhenti, models.PROTECT, related_name="riwayat")
    dari = models.CharField("dari", max_length=20, blank=True, default="")
    ke = models.CharField("ke", max_length=20, choices=LaporanBerhenti.Status)
    pelaku_jenis = models.CharField("pelaku", max_length=10)
    pada = models.DateTimeField("pada", db_default=Now())

    class Meta:
        verbose_name = "riwayat laporan berhenti"
        verbose_name_plural = "riwayat laporan berhenti"
        indexes = [models.Index(fields=["laporan", "pada"], name="riwayat_laporan")]

    def __str__(self) -> str:
        return str(self.get_ke_display())
