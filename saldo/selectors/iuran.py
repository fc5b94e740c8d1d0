"""Contributions by month, with the months that are missing and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet

from accounts.models import Peserta
from jmo.lib.tanggal import Periode
from jmo.lib.uang import Rupiah
from saldo.models import Iuran, Kepesertaan
from saldo.rules.masa_kepesertaan import Bolong, SebabBolong, cari_bolong
from saldo.rules.riwayat_iuran import IsiIuran, Perubahan, bandingkan, hari_terlambat

# Months in which a person did not work are no fault of anybody and are not listed as missing.
BOLONG_DITAMPILKAN = frozenset({SebabBolong.BELUM_DIBAYAR, SebabBolong.BELUM_JATUH_TEMPO})


@dataclass(frozen=True, slots=True)
class JumlahIuran:
    """Sums over the months that are shown."""

    jht_pemberi_kerja: Rupiah
    jht_pekerja: Rupiah
    jp_pemberi_kerja: Rupiah
    jp_pekerja: Rupiah

    @property
    def jht(self) -> Rupiah:
        """What went to old-age savings."""
        return Rupiah(self.jht_pemberi_kerja + self.jht_pekerja)

    @property
    def jp(self) -> Rupiah:
        """What went to the pension programme."""
        return Rupiah(self.jp_pemberi_kerja + self.jp_pekerja)


@dataclass(frozen=True, slots=True)
class Koreksi:
    """When a contribution was corrected, and in what."""

    pada: datetime
    perubahan: tuple[Perubahan, ...]


@dataclass(frozen=True, slots=True)
class BarisBulan:
    """The contribution of one card for a month; `koreksi` the newest first."""

    iuran: Iuran
    terlambat_hari: int
    koreksi: tuple[Koreksi, ...]


@dataclass(frozen=True, slots=True)
class BulanIuran:
    """A month with the contributions of every card that paid for it, and their sum."""

    bulan: date
    baris: tuple[BarisBulan, ...]
    jumlah: JumlahIuran


@dataclass(frozen=True, slots=True)
class IuranPerBulan:
    """The months of one year, newest first.

    Shape:  `baris` = the contributions themselves, `bulan` = the same by month; `bolong` = missing
            months that touch this year, `jeda` = those between two employments;
            `tahun_lain_bolong` = other years with some missing; `tahun_ada` = years that may be
            chosen, newest first; `tahun` None without any.
    """

    baris: tuple[Iuran, ...]
    bulan: tuple[BulanIuran, ...]
    bolong: tuple[Bolong, ...]
    jeda: tuple[Bolong, ...]
    jumlah: JumlahIuran
    tahun_ada: tuple[int, ...]
    tahun_lain_bolong: tuple[int, ...]
    tahun: int | None


def iuran_per_bulan(
    peserta: Peserta,
    *,
    kartu: Sequence[Kepesertaan],
    kepesertaan: Kepesertaan | None = None,
    tahun: int | None = None,
    hari_ini: date,
) -> IuranPerBulan:
    """Return the contributions in force of a person, by month and card, with the gaps.

    Shape:  `kartu` = all cards of the person (already read by the page); `kepesertaan` narrows
            what is shown, `tahun` too (not given or unknown: the newest). A month that was paid on
            any card is no gap of the person; asked for one card, the gaps are that card's.
    """
    berlaku = Iuran.objects.filter(kepesertaan__peserta=peserta, berlaku=True)
    if kepesertaan is not None:
        berlaku = berlaku.filter(kepesertaan=kepesertaan)
    semua = list(
        berlaku.select_related("perusahaan", "kepesertaan").order_by("-bulan", "-kepesertaan_id")
    )
    dipilih = [kepesertaan] if kepesertaan is not None else list(kartu)
    masa = [Periode(satu.tanggal_mulai, satu.tanggal_berakhir) for satu in dipilih]
    kosong = cari_bolong(masa, {satu.bulan for satu in semua}, hari_ini=hari_ini)
    bolong = [satu for satu in kosong if satu.sebab in BOLONG_DITAMPILKAN]
    jeda = [satu for satu in kosong if satu.sebab not in BOLONG_DITAMPILKAN]
    tahun_bolong = {t for satu in bolong for t in range(satu.mulai.year, satu.sampai.year + 1)}
    tahun_ada = sorted({satu.bulan.year for satu in semua} | tahun_bolong, reverse=True)
    if tahun not in tahun_ada:
        tahun = next(iter(tahun_ada), None)
    tampil = [satu for satu in semua if satu.bulan.year == tahun]
    return IuranPerBulan(
        baris=tuple(tampil),
        bulan=_per_bulan(tampil),
        bolong=_menyentuh(bolong, tahun),
        jeda=_menyentuh(jeda, tahun),
        jumlah=_jumlah(tampil),
        tahun_ada=tuple(tahun_ada),
        tahun_lain_bolong=tuple(sorted(tahun_bolong - {tahun}, reverse=True)),
        tahun=tahun,
    )


def iuran_terakhir(kartu: Kepesertaan) -> Iuran | None:
    """Return the newest contribution in force of a card, None without any."""
    kueri: QuerySet[Iuran] = kartu.iuran.filter(berlaku=True)
    return kueri.order_by("-bulan").first()


def _menyentuh(bolong: Iterable[Bolong], tahun: int | None) -> tuple[Bolong, ...]:
    """Return those that touch a year, the newest first."""
    if tahun is None:
        return ()
    kena = [satu for satu in bolong if satu.mulai.year <= tahun <= satu.sampai.year]
    return tuple(reversed(kena))


def _per_bulan(tampil: Sequence[Iuran]) -> tuple[BulanIuran, ...]:
    pendahulu = _pendahulu(tampil)
    hasil = []
    for bulan, kelompok in groupby(tampil, key=lambda satu: satu.bulan):
        isi = tuple(kelompok)
        baris = tuple(
            BarisBulan(
                satu, hari_terlambat(satu.bulan, satu.tanggal_bayar), _koreksi(satu, pendahulu)
            )
            for satu in isi
        )
        hasil.append(BulanIuran(bulan, baris, _jumlah(isi)))
    return tuple(hasil)


def _pendahulu(tampil: Sequence[Iuran]) -> Mapping[int, Iuran]:
    """Return what was in force before, by id; asks only where something was corrected."""
    dikoreksi = [satu for satu in tampil if satu.menggantikan_id is not None]
    if not dikoreksi:
        return {}
    # A chain of corrections never leaves its card and month, so one question finds all of it.
    return Iuran.objects.filter(
        kepesertaan__in={satu.kepesertaan_id for satu in dikoreksi},
        bulan__in={satu.bulan for satu in dikoreksi},
        berlaku=False,
    ).in_bulk()


def _koreksi(iuran: Iuran, pendahulu: Mapping[int, Iuran]) -> tuple[Koreksi, ...]:
    hasil, baru = [], iuran
    while baru.menggantikan_id is not None:
        lama = pendahulu[baru.menggantikan_id]
        hasil.append(Koreksi(baru.dibuat_pada, bandingkan(_isi(lama), _isi(baru))))
        baru = lama
    return tuple(hasil)


def _isi(iuran: Iuran) -> IsiIuran:
    return IsiIuran(
        upah=Rupiah(iuran.upah),
        jht_pemberi_kerja=Rupiah(iuran.jht_pemberi_kerja),
        jht_pekerja=Rupiah(iuran.jht_pekerja),
        jp_pemberi_kerja=Rupiah(iuran.jp_pemberi_kerja),
        jp_pekerja=Rupiah(iuran.jp_pekerja),
        tanggal_bayar=iuran.tanggal_bayar,
    )


def _jumlah(baris: Sequence[Iuran]) -> JumlahIuran:
    return JumlahIuran(
        Rupiah(sum(satu.jht_pemberi_kerja for satu in baris)),
        Rupiah(sum(satu.jht_pekerja for satu in baris)),
        Rupiah(sum(satu.jp_pemberi_kerja for satu in baris)),
        Rupiah(sum(satu.jp_pekerja for satu in baris)),
    )
