"""What cards have earned in the running year at the newest known rate; nothing is booked here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from jmo.lib.uang import NOL, Rupiah
from saldo.rules.pengembangan import (
    TarifTahun,
    bulan_genap_sebelum,
    hitung_pengembangan,
    hitung_selisih_kredit,
    pilih_tarif,
)
from saldo.selectors.ketentuan import tarif_pengembangan
from saldo.selectors.pengembangan import gerak_tahun


@dataclass(frozen=True, slots=True)
class BagianSementara:
    """What one card earned, and the card in which its money is: its own unless it was merged."""

    kartu_id: int
    tujuan_id: int
    jumlah: Rupiah
    sisa: Decimal


@dataclass(frozen=True, slots=True)
class HasilSementara:
    """The provisional return of some cards up to the last month that is over.

    Shape:  `tarif` None = no rate is known at all, nothing is added; `dari_tahun` = the year whose
            rate is used, `contoh` when that one is not official.
    """

    tahun: int
    sampai_bulan: int
    tarif: TarifTahun | None
    dari_tahun: int | None
    contoh: bool
    bagian: tuple[BagianSementara, ...]

    @property
    def jumlah(self) -> Rupiah:
        """Return what is still to be credited, over all cards."""
        return Rupiah(sum((satu.jumlah for satu in self.bagian), NOL))


def hasil_sementara(kepesertaan_ids: Collection[int], *, tanggal: date) -> HasilSementara:
    """Return what these cards, and those merged into them, have earned this year so far.

    Shape:  months that are over count; what was credited provisionally before is taken off.
    Source: provisional rate = newest published yearly rate / 12 per month (our reading).
    """
    ketentuan = tarif_pengembangan()
    tarif = pilih_tarif({tahun: satu.nilai for tahun, satu in ketentuan.items()}, tanggal.year)
    bulan = bulan_genap_sebelum(tanggal)
    dari = None if tarif is None else max(t for t in ketentuan if t <= tanggal.year)
    return HasilSementara(
        tahun=tanggal.year,
        sampai_bulan=bulan,
        tarif=tarif,
        dari_tahun=dari,
        contoh=dari is not None and ketentuan[dari].contoh,
        bagian=() if tarif is None else _bagian(kepesertaan_ids, tarif, bulan),
    )


def _bagian(
    kepesertaan_ids: Collection[int], tarif: TarifTahun, bulan: int
) -> tuple[BagianSementara, ...]:
    tujuan = kartu_dengan_gabungan(kepesertaan_ids)
    hasil = []
    for kartu, gerak in sorted(gerak_tahun(tujuan, tahun=tarif.tahun).items()):
        dapat = hitung_pengembangan(
            saldo_awal=gerak.saldo_awal, setoran=gerak.setoran, tarif=tarif.tarif,
            sampai_bulan=bulan, sisa_awal=gerak.sisa,
        )  # fmt: skip
        jumlah = NOL if gerak.final else hitung_selisih_kredit(dapat, gerak.sementara)
        if jumlah:
            hasil.append(BagianSementara(kartu, tujuan[kartu], jumlah, dapat.sisa))
    return tuple(hasil)


def kartu_dengan_gabungan(kepesertaan_ids: Collection[int]) -> dict[int, int]:
    """Return these cards and all merged into them, each with the one where its money is."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            WITH RECURSIVE kartu AS (
                SELECT id, id AS tujuan FROM saldo_kepesertaan WHERE id = ANY(%s)
                UNION ALL
                SELECT k.id, g.tujuan FROM kartu g
                JOIN saldo_kepesertaan k ON k.digabung_ke_id = g.id
            )
            SELECT id, tujuan FROM kartu
            """,
            [list(kepesertaan_ids)],
        )
        return dict(kursor.fetchall())
