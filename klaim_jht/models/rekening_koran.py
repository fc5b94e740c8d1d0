"""The bank's own word: its statements, what differs from ours, its notices, its closed hours."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun
from klaim_jht.models.pembayaran import Pembayaran


class RekeningKoran(models.Model):
    """One delivery of the statement of the fund's account for one day; written once."""

    class Sumber(models.TextChoices):
        BANK = "BANK", "Diambil dari bank"
        BERKAS = "BERKAS", "Berkas petugas"

    rekening = models.CharField("rekening dana", max_length=34)
    tanggal = models.DateField("tanggal")
    saldo_awal = models.BigIntegerField("saldo awal")
    saldo_akhir = models.BigIntegerField("saldo akhir")
    banyak_gerak = models.PositiveIntegerField("banyak gerak")
    # Of the content, whatever the file format.
    sidik = models.CharField("sidik isi", max_length=64)
    # Delivered after the day was over: nothing can be added to it any more.
    lengkap = models.BooleanField("sehari penuh")
    sumber = models.CharField("sumber", max_length=6, choices=Sumber)
    diterima_pada = models.DateTimeField("diterima pada", db_default=Now())
    diterima_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diterima oleh"
    )

    class Meta:
        verbose_name = "rekening koran"
        verbose_name_plural = "rekening koran"
        constraints = [
            models.UniqueConstraint(
                fields=["rekening", "tanggal", "sidik", "lengkap"], name="koran_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tanggal}"


class MutasiBank(models.Model):
    """One movement of the fund's account, as the bank first told it; written once."""

    koran = models.ForeignKey(RekeningKoran, models.PROTECT, related_name="mutasi")
    rekening = models.CharField("rekening dana", max_length=34)
    tanggal = models.DateField("tanggal")
    nomor = models.CharField("nomor gerak di bank", max_length=32)
    debit = models.BooleanField("keluar")
    jumlah = models.BigIntegerField("jumlah")
    referensi = models.CharField("referensi kami", max_length=64, blank=True, default="")
    referensi_bank = models.CharField("referensi bank", max_length=64, blank=True, default="")
    keterangan = models.CharField("keterangan", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "gerak rekening bank"
        verbose_name_plural = "gerak rekening bank"
        constraints = [
            models.UniqueConstraint(fields=["rekening", "nomor"], name="mutasi_sekali"),
            models.CheckConstraint(condition=models.Q(jumlah__gt=0), name="mutasi_positif"),
        ]
        indexes = [
            models.Index(fields=["referensi"], name="mutasi_menurut_referensi"),
            models.Index(fields=["tanggal"], name="mutasi_menurut_tanggal"),
        ]

    def __str__(self) -> str:
        return self.nomor


class SelisihBank(models.Model):
    """One thing in which the bank's statement and our book differ; closed by facts or by people."""

    class Jenis(models.TextChoices):
        """As `rules.rekonsiliasi.JenisSelisih`."""

        BELUM_TUNTAS = "BELUM_TUNTAS", "Dibayar bank, belum tuntas di sini"
        TAK_DI_BANK = "TAK_DI_BANK", "Tuntas di sini, tidak ada di bank"
        JUMLAH_BEDA = "JUMLAH_BEDA", "Jumlah berbeda"
        ASING = "ASING", "Referensi tidak dikenal"
        KEMBALI = "KEMBALI", "Dikembalikan bank, belum dicatat di sini"
        GANDA = "GANDA", "Dibayar bank lebih dari sekali"
        BARIS_BERUBAH = "BARIS_BERUBAH", "Baris rekening koran berubah"
        SALDO_PUTUS = "SALDO_PUTUS", "Saldo antarhari tidak bersambung"

    class Status(models.TextChoices):
        TERBUKA = "TERBUKA", "Terbuka"
        SELESAI = "SELESAI", "Selesai: kedua buku sama"
        DITUTUP = "DITUTUP", "Ditutup petugas"

    jenis = models.CharField("jenis", max_length=13, choices=Jenis)
    # What it is about: our reference, the bank's number of a movement, or a date.
    kunci = models.CharField("tentang", max_length=64)
    tanggal = models.DateField("tanggal rekening koran")
    mutasi = models.ForeignKey(
        MutasiBank, models.PROTECT, null=True, blank=True, related_name="selisih"
    )
    pembayaran = models.ForeignKey(
        Pembayaran, models.PROTECT, null=True, blank=True, related_name="selisih"
    )
    jumlah_bank = models.BigIntegerField("menurut bank", null=True, blank=True)
    jumlah_kami = models.BigIntegerField("menurut kami", null=True, blank=True)
    status = models.CharField("status", max_length=7, choices=Status, default=Status.TERBUKA)
    ditemukan_pada = models.DateTimeField("ditemukan pada", db_default=Now())
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )
    alasan = models.CharField("alasan", max_length=500, blank=True, default="")
    # The first of two officers, who says that the payment was made all the same.
    akui_diminta_oleh = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="pengakuan diminta oleh",
    )  # fmt: skip

    class Meta:
        verbose_name = "selisih dengan bank"
        verbose_name_plural = "selisih dengan bank"
        constraints = [
            models.UniqueConstraint(
                fields=["jenis", "kunci"], condition=models.Q(status="TERBUKA"),
                name="selisih_terbuka_sekali",
            ),
            models.CheckConstraint(
                condition=models.Q(status="TERBUKA", selesai_pada=None)
                | (~models.Q(status="TERBUKA") & models.Q(selesai_pada__isnull=False)),
                name="selisih_selesai_bertanggal",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="DITUTUP")
                | (models.Q(ditutup_oleh__isnull=False) & ~models.Q(alasan="")),
                name="selisih_ditutup_beralasan",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.jenis} {self.kunci}"


class JendelaBank(models.Model):
    """A time in which the bank takes no transfers over a rail, as it announced it."""

    class Jalur(models.TextChoices):
        """As `rules.jalur.Jalur`, or all of them."""

        SEMUA = "SEMUA", "Semua jalur"
        SESAMA = "SESAMA", "Sesama bank"
        BIFAST = "BIFAST", "BI-FAST"
        RTGS = "RTGS", "RTGS"

    jalur = models.CharField("jalur", max_length=6, choices=Jalur, default=Jalur.SEMUA)
    mulai_pada = models.DateTimeField("mulai")
    sampai_pada = models.DateTimeField("sampai")
    keterangan = models.CharField("keterangan", max_length=200)
    dicatat_oleh = models.ForeignKey(Akun, models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField("dicatat pada", db_default=Now())
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        verbose_name = "waktu tutup bank"
        verbose_name_plural = "waktu tutup bank"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai_pada__gt=models.F("mulai_pada")), name="jendela_maju"
            ),
        ]
        indexes = [models.Index(fields=["sampai_pada"], name="jendela_menurut_akhir")]

    def __str__(self) -> str:
        return f"{self.jalur} {self.pk}"


class NotifikasiBank(models.Model):
    """A genuine notice of the bank about one transfer; it counts once. Written once."""

    # Of what the bank signed: its message id is not, so a replay may carry another one.
    sidik = models.CharField("sidik", max_length=64, unique=True)
    external_id = models.CharField("X-EXTERNAL-ID", max_length=36)
    partner_ref = models.CharField("referensi kami", max_length=64)
    dikirim_pada = models.DateTimeField("dikirim pada")
    diterima_pada = models.DateTimeField("diterima pada", db_default=Now())

    class Meta:
        verbose_name = "pemberitahuan bank"
        verbose_name_plural = "pemberitahuan bank"

    def __str__(self) -> str:
        return self.external_id
