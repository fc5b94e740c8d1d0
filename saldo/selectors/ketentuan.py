"""Dated parameters, as the rules take them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Q

from saldo.models import Ketentuan
from saldo.rules.ketentuan import BarisKetentuan, JenisKetentuan, ambil_nilai, pilih_berlaku


def ambil_ketentuan(*, pada: date) -> dict[JenisKetentuan, BarisKetentuan]:
    """Return the row of each kind that holds on this day; a kind without one is absent."""
    berlaku = Ketentuan.objects.filter(
        Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=pada), berlaku_sejak__lte=pada
    )
    return pilih_berlaku(_baris(berlaku.iterator()), pada)


def semua_ketentuan() -> tuple[BarisKetentuan, ...]:
    """Return every row of every time, for whoever asks about many days."""
    return tuple(_baris(Ketentuan.objects.order_by("jenis", "berlaku_sejak").iterator()))


def tarif_pengembangan() -> dict[int, Ketentuan]:
    """Return the yearly return rates that are known by year; `contoh` marks unofficial ones."""
    return {
        baris.berlaku_sejak.year: baris
        for baris in Ketentuan.objects.filter(jenis=JenisKetentuan.TARIF_PENGEMBANGAN)
    }


def tabel_ketentuan_ada() -> bool:
    """Tell whether the table was made yet; checks may run before the first migration."""
    return Ketentuan._meta.db_table in connection.introspection.table_names()


def tahun_tarif_contoh() -> tuple[int, ...]:
    """Return the years whose return rate is a sample and not official, in order."""
    return tuple(sorted(tahun for tahun, baris in tarif_pengembangan().items() if baris.contoh))


def hari_kerja_berhenti(*, pada: date) -> tuple[int, int]:
    """Return how many working days an employer, and then an officer, has for a leaver's report."""
    ketentuan = ambil_ketentuan(pada=pada)
    return (
        int(ambil_nilai(ketentuan, JenisKetentuan.HARI_KERJA_JAWAB_PERUSAHAAN)),
        int(ambil_nilai(ketentuan, JenisKetentuan.HARI_KERJA_PUTUS_BERHENTI)),
    )


def _baris(ketentuan: Iterator[Ketentuan]) -> Iterator[BarisKetentuan]:
    for satu in ketentuan:
        yield BarisKetentuan(
            JenisKetentuan(satu.jenis),
            _rapikan(satu.nilai),
            satu.berlaku_sejak,
            satu.berlaku_sampai,
            satu.dasar_hukum,
        )


def _rapikan(nilai: Decimal) -> Decimal:
    """Drop the zeros that the column adds: 0.05 and 50000000, as the sources write them."""
    ringkas = nilai.normalize()
    return ringkas if ringkas % 1 else ringkas.quantize(Decimal(1))
