"""Balances as participants read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Peserta
from jmo.lib.uang import NOL, Rupiah
from saldo.models import Kepesertaan
from saldo.rules.buku import JenisAkun
from saldo.selectors.entri import JURNAL_PINDAH
from saldo.selectors.kartu import urutan_kartu


@dataclass(frozen=True, slots=True)
class SaldoKartu:
    """What stands on one card. `tersedia` is free, `ditahan` set aside for a claim."""

    kartu: Kepesertaan
    iuran: Rupiah
    pengembangan: Rupiah
    ditahan: Rupiah

    @property
    def tersedia(self) -> Rupiah:
        """What is not held."""
        return Rupiah(self.iuran + self.pengembangan)

    @property
    def total(self) -> Rupiah:
        """Everything that the fund owes on this card, held money included."""
        return Rupiah(self.tersedia + self.ditahan)


@dataclass(frozen=True, slots=True)
class RingkasanSaldo:
    """The sum over all cards of a person, and the moment for which it holds."""

    kartu: tuple[SaldoKartu, ...]
    per: datetime

    @property
    def iuran(self) -> Rupiah:
        """Contributions that are not held."""
        return _jumlah(satu.iuran for satu in self.kartu)

    @property
    def pengembangan(self) -> Rupiah:
        """Returns that are not held."""
        return _jumlah(satu.pengembangan for satu in self.kartu)

    @property
    def ditahan(self) -> Rupiah:
        """Money set aside for a claim."""
        return _jumlah(satu.ditahan for satu in self.kartu)

    @property
    def tersedia(self) -> Rupiah:
        """What is not held."""
        return _jumlah(satu.tersedia for satu in self.kartu)

    @property
    def total(self) -> Rupiah:
        """Everything that the fund owes this person."""
        return _jumlah(satu.total for satu in self.kartu)

    @property
    def perlu_digabung(self) -> bool:
        """Tell whether there is an inactive card beside the one that would take its money."""
        status = [satu.kartu.status for satu in self.kartu]
        return status.count("NONAKTIF") > (0 if "AKTIF" in status else 1)


@dataclass(frozen=True, slots=True)
class RingkasanBeranda:
    """What the home page says about the book, from one query."""

    total: Rupiah
    ditahan: Rupiah
    jumlah_kartu: int
    jumlah_aktif: int
    jumlah_nonaktif: int
    per: datetime

    @property
    def perlu_digabung(self) -> bool:
        """Tell whether there is an inactive card beside the one that would take its money."""
        return self.jumlah_nonaktif > (0 if self.jumlah_aktif else 1)


@dataclass(frozen=True, slots=True)
class SaldoTahun:
    """Movement and balance of one year; amounts at its end, the running year up to today."""

    tahun: int
    iuran: Rupiah
    pengembangan: Rupiah
    keluar: Rupiah
    saldo: Rupiah
    # What came from other cards by merging; negative on the card whose money went.
    pindah: Rupiah = NOL


def saldo_peserta(peserta: Peserta) -> RingkasanSaldo:
    """Return the balance of each card and in all; one query.

    Result: active card first, then the newest; merged and claimed cards are listed too.
    """
    kartu = sorted(_bersaldo(Kepesertaan.objects.filter(peserta=peserta)), key=urutan_kartu)
    return RingkasanSaldo(tuple(_saldo_kartu(satu) for satu in kartu), timezone.now())


def saldo_kartu(kartu: Kepesertaan) -> SaldoKartu:
    """Return the balance of one card, already reached through its door."""
    return _saldo_kartu(_bersaldo(Kepesertaan.objects.filter(pk=kartu.pk)).get())


def ringkasan_beranda(peserta: Peserta) -> RingkasanBeranda:
    """Return the total over all cards for the home page; one query."""
    with connection.cursor() as kursor:
        # By hand: the home page is the most visited one, and this costs a third of the ORM's way.
        kursor.execute(
            "SELECT coalesce(sum(a.saldo), 0), "
            "coalesce(sum(a.saldo) FILTER (WHERE a.jenis = %s), 0), "
            "count(DISTINCT k.id), count(DISTINCT k.id) FILTER (WHERE k.status = %s), "
            "count(DISTINCT k.id) FILTER (WHERE k.status = %s) "
            "FROM saldo_kepesertaan k LEFT JOIN saldo_akunbuku a ON a.kepesertaan_id = k.id "
            "WHERE k.peserta_id = %s",
            [
                JenisAkun.PESERTA_DITAHAN.value, Kepesertaan.Status.AKTIF.value,
                Kepesertaan.Status.NONAKTIF.value, peserta.pk,
            ],
        )  # fmt: skip
        total, ditahan, kartu, aktif, nonaktif = kursor.fetchone()
    return RingkasanBeranda(
        total=Rupiah(int(total)),
        ditahan=Rupiah(int(ditahan)),
        jumlah_kartu=kartu,
        jumlah_aktif=aktif,
        jumlah_nonaktif=nonaktif,
        per=timezone.now(),
    )


def saldo_per_tahun(
    peserta: Peserta, *, kepesertaan: Kepesertaan | None = None
) -> tuple[SaldoTahun, ...]:
    """Return contributions, returns, money out and the balance by calendar year of value date.

    Result: from the first year with a movement to the last one, without gaps.
    """
    kartu_id = None if kepesertaan is None else kepesertaan.pk
    with connection.cursor() as kursor:
        kursor.execute(
            """
            SELECT extract(year FROM e.tanggal_nilai)::int AS tahun,
                sum(e.kredit - e.debit) FILTER (WHERE j.jenis IN ('IURAN', 'KOREKSI_IURAN')),
                sum(e.kredit - e.debit) FILTER (
                    WHERE j.jenis IN ('PENGEMBANGAN', 'PENGEMBANGAN_SEMENTARA')
                        OR j.jenis = 'KOREKSI' AND e.jenis = 'PENGEMBANGAN'),
                sum(e.kredit - e.debit),
                sum(e.kredit - e.debit)
                    FILTER (WHERE j.jenis IN ('PENGGABUNGAN', 'BATAL_PENGGABUNGAN'))
            FROM saldo_kepesertaan k
            JOIN saldo_akunbuku a ON a.kepesertaan_id = k.id
            JOIN saldo_entrijurnal e ON e.akun_id = a.id
            JOIN saldo_jurnal j ON j.id = e.jurnal_id
            WHERE k.peserta_id = %s AND (%s IS NULL OR k.id = %s) AND j.jenis <> ALL(%s)
            GROUP BY 1 ORDER BY 1
            """,
            [
                peserta.pk,
                kartu_id,
                kartu_id,
                [satu.value for satu in JURNAL_PINDAH],
            ],
        )
        baris = {tahun: tuple(isi) for tahun, *isi in kursor.fetchall()}
    return _rangkai_tahun(baris)


def _rangkai_tahun(baris: dict[int, tuple[Decimal | None, ...]]) -> tuple[SaldoTahun, ...]:
    if not baris:
        return ()
    saldo, hasil = 0, []
    for tahun in range(min(baris), max(baris) + 1):
        iuran, hasil_tahun, semua, pindah = (
            int(satu or 0) for satu in baris.get(tahun, (0, 0, 0, 0))
        )
        saldo += semua
        hasil.append(
            SaldoTahun(
                tahun,
                Rupiah(iuran),
                Rupiah(hasil_tahun),
                Rupiah(iuran + hasil_tahun + pindah - semua),
                Rupiah(saldo),
                Rupiah(pindah),
            )
        )
    return tuple(hasil)


def _bersaldo(kartu: QuerySet[Kepesertaan]) -> QuerySet[Kepesertaan]:
    def saldo(jenis: JenisAkun) -> Coalesce:
        return Coalesce(Sum("akun_buku__saldo", filter=Q(akun_buku__jenis=jenis)), 0)

    return kartu.select_related("perusahaan").annotate(
        saldo_iuran=saldo(JenisAkun.PESERTA_IURAN),
        saldo_pengembangan=saldo(JenisAkun.PESERTA_PENGEMBANGAN),
        saldo_ditahan=saldo(JenisAkun.PESERTA_DITAHAN),
    )


def _saldo_kartu(kartu: Kepesertaan) -> SaldoKartu:
    iuran, pengembangan, ditahan = (
        Rupiah(int(getattr(kartu, nama)))
        for nama in ("saldo_iuran", "saldo_pengembangan", "saldo_ditahan")
    )
    return SaldoKartu(kartu, iuran, pengembangan, ditahan)


def _jumlah(nilai: Iterable[Rupiah]) -> Rupiah:
    return Rupiah(sum(nilai, NOL))
