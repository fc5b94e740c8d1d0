"""What heirs ask for: an application up to an officer's word, and its papers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun, BarisJatuhTempo, JSONTerenkripsi, Peserta
from klaim_jht.models.berkas import Surat
from klaim_jht.models.kematian import LaporanKematian
from klaim_jht.models.klaim import Klaim
from pengkinian.models import HasilVerifikasi, Rekening


class PermohonanWaris(BarisJatuhTempo):
    """One application of an heir; the due row of the question who the heir is.

    It holds no word about the savings: whether there are any is told once an officer accepted.
    """

    class Identitas(models.TextChoices):
        BELUM = "", "Belum diperiksa"
        COCOK = "COCOK", "Cocok menurut Dukcapil"
        BEDA = "BEDA", "Berbeda menurut Dukcapil"
        PETUGAS = "PETUGAS", "Dilihat petugas (paspor)"

    kode = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nomor = models.CharField("nomor permohonan", max_length=24, null=True, unique=True)
    pemohon = models.ForeignKey(
        Peserta, models.PROTECT, related_name="permohonan_waris", verbose_name="pemohon"
    )
    status = models.CharField("status", max_length=12, default="DRAF")
    versi = models.PositiveIntegerField("versi", default=1)
    # Who died, who was left behind, who inherits: people who never came to us themselves.
    isian = JSONTerenkripsi("isian", default=dict)
    laporan = models.ForeignKey(
        LaporanKematian, models.PROTECT, null=True, related_name="permohonan",
        verbose_name="laporan kematian",
    )  # fmt: skip
    identitas = models.CharField(
        "identitas pemohon", max_length=8, choices=Identitas, blank=True, default=Identitas.BELUM
    )
    # What the rules said at filing, and the papers that they asked for.
    hasil = models.JSONField("putusan aturan", null=True)
    rekening = models.ForeignKey(Rekening, models.PROTECT, null=True, related_name="+")
    verifikasi_wajah = models.ForeignKey(
        HasilVerifikasi, models.PROTECT, null=True, related_name="+"
    )
    klaim = models.OneToOneField(
        Klaim, models.PROTECT, null=True, related_name="permohonan_waris", verbose_name="klaim"
    )
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    diubah_pada = models.DateTimeField("diubah pada", db_default=Now())
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    janji_pada = models.DateTimeField("dijawab paling lambat", null=True, blank=True)
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)
    # Since when it waits for a paper of the heirs; the promise's clock stands still meanwhile.
    menunggu_sejak = models.DateTimeField("menunggu surat sejak", null=True, blank=True)
    petugas = models.ForeignKey(
        Akun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas"
    )
    # What the officer said, read by the heir.
    catatan = models.CharField("kata petugas", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "permohonan ahli waris"
        verbose_name_plural = "permohonan ahli waris"
        constraints = [
            models.UniqueConstraint(
                fields=["pemohon"],
                condition=models.Q(status__in=["DRAF", "DIAJUKAN", "PERLU_BERKAS"]),
                name="waris_satu_terbuka_per_pemohon",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="DITERIMA") | models.Q(klaim__isnull=False),
                name="waris_diterima_berklaim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jatuh_pada"],
                condition=models.Q(jatuh_pada__isnull=False),
                name="waris_jatuh_tempo",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor or "permohonan ahli waris (draf)"


class BerkasWaris(Surat):
    """One paper of an application; `nomor` = the heir whom it is about, None for all of them."""

    permohonan = models.ForeignKey(PermohonanWaris, models.PROTECT, related_name="berkas")

    class Meta:
        verbose_name = "berkas ahli waris"
        verbose_name_plural = "berkas ahli waris"
        constraints = [
            models.UniqueConstraint(
                fields=["permohonan", "jenis", "nomor"],
                condition=~models.Q(status="DIGANTI"),
                nulls_distinct=False,
                name="berkas_waris_satu_berlaku",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="ADA") | ~models.Q(sidik=""),
                name="berkas_waris_ada_bersidik",
            ),
        ]
