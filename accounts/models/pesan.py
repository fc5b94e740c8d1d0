"""Messages to people: each row is one message to one address, sent by a worker."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from accounts.models.akun import Akun
from accounts.models.antrean import BarisJatuhTempo
from accounts.models.terenkripsi import JSONTerenkripsi, TeksTerenkripsi


class Pesan(BarisJatuhTempo):
    """An outgoing e-mail or SMS. Codes and names stand in `isi`, so it is encrypted."""

    class Saluran(models.TextChoices):
        EMAIL = "EMAIL", "E-mail"
        SMS = "SMS", "SMS"

    class Status(models.TextChoices):
        SIAP = "SIAP", "Menunggu dikirim"
        TERKIRIM = "TERKIRIM", "Terkirim"
        GAGAL = "GAGAL", "Gagal"

    referensi = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    akun = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="pesan")
    jenis = models.CharField("jenis", max_length=40)
    saluran = models.CharField("saluran", max_length=5, choices=Saluran)
    tujuan = TeksTerenkripsi("tujuan")
    tujuan_samar = models.CharField("tujuan", max_length=254)
    judul = models.CharField("judul", max_length=200, blank=True, default="")
    isi = JSONTerenkripsi("isi")
    tautan = models.CharField("tautan", max_length=200, blank=True, default="")
    tampil = models.BooleanField("tampil di beranda", default=True)
    # One event tells one address once, however often its service runs.
    kunci_sekali = models.CharField(max_length=120, null=True, unique=True, editable=False)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.SIAP)
    keamanan = models.BooleanField("pesan keamanan", default=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    dikirim_pada = models.DateTimeField("dikirim pada", null=True, blank=True)
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)

    class Meta:
        verbose_name = "pesan"
        verbose_name_plural = "pesan"
        indexes = [
            # Read by the sweep alone, every 15 s.
            models.Index(
                fields=["-keamanan", "jatuh_pada"],
                name="pesan_jatuh_tempo",
                condition=models.Q(status="SIAP"),
            ),
            models.Index(fields=["akun", "-dibuat_pada"], name="pesan_terbaru_per_akun"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.saluran}"
