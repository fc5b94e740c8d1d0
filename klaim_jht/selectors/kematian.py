"""Reads of reports of a death."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from accounts.models import Peserta
from accounts.selectors import cari_peserta_nik
from jmo.lib.galat import TidakDitemukan
from klaim_jht.models import LaporanKematian
from klaim_jht.rules.kematian import JEDA_TANYA_LAGI, StatusKematian
from saldo.models import Kepesertaan

MENUNGGU_PETUGAS = Q(status=StatusKematian.DITINJAU) | Q(
    status=StatusKematian.DIBEKUKAN, dibantah_pada__isnull=False
)


def cari_peserta_dilaporkan(masukan: Mapping[str, Any]) -> Peserta | None:
    """Return the holder of the NIK or card number of a report, or None."""
    if masukan["jenis"] == "NIK":
        return cari_peserta_nik(masukan["nomor"])
    kartu = Kepesertaan.objects.filter(kpj=masukan["nomor"]).select_related("peserta").first()
    return kartu.peserta if kartu is not None else None


def laporan_sebelumnya(laporan: LaporanKematian, peserta: Peserta) -> bool:
    """Tell whether another report about this person waits for an officer or was just answered."""
    lain = LaporanKematian.objects.filter(peserta=peserta).exclude(pk=laporan.pk)
    baru = timezone.now() - JEDA_TANYA_LAGI
    return lain.filter(
        Q(status=StatusKematian.DITINJAU) | Q(status=StatusKematian.HIDUP, diputus_pada__gt=baru)
    ).exists()


def pernah_dicabut(peserta: Peserta) -> bool:
    """Tell whether an officer found before that this person lives, whatever the register said."""
    return LaporanKematian.objects.filter(peserta=peserta, status=StatusKematian.DICABUT).exists()


def ambil_laporan_kode(kode: uuid.UUID) -> LaporanKematian:
    """Return the report whose notice carried this code.

    Raises: TidakDitemukan("klaim_tidak_ada").
    """
    laporan = LaporanKematian.objects.select_related("peserta").filter(kode=kode).first()
    if laporan is None:
        raise TidakDitemukan("klaim_tidak_ada")
    return laporan


def hitung_laporan_kematian() -> tuple[int, datetime | None]:
    """Return how many reports wait for an officer, objections of the living included."""
    hasil = LaporanKematian.objects.filter(MENUNGGU_PETUGAS).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]
