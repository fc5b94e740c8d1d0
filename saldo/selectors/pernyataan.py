"""The yearly statement: one calendar year of all cards, as the book holds it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import Peserta
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import NOL, Rupiah
from saldo.models import Iuran, Kepesertaan, Ketentuan
from saldo.selectors.kartu import daftar_kepesertaan
from saldo.selectors.ketentuan import tarif_pengembangan
from saldo.selectors.saldo import SaldoTahun, saldo_per_tahun


@dataclass(frozen=True, slots=True)
class GerakTahun:
    """Money of one year: awal + iuran + pengembangan + pindah - keluar = akhir."""

    awal: Rupiah
    iuran: Rupiah
    pengembangan: Rupiah
    pindah: Rupiah
    keluar: Rupiah
    akhir: Rupiah


@dataclass(frozen=True, slots=True)
class PernyataanKartu:
    """One card's part of the statement."""

    kartu: Kepesertaan
    gerak: GerakTahun


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """What happened in one year, and what stood at its end.

    Shape:  cards without money in the year are left out; `iuran` = contributions in force for
            months of the year, by month; `tarif` None while the year's rate is not set;
            `sampai` = the last day covered: 31 December, in the running year today.
    """

    tahun: int
    sampai: date
    kartu: tuple[PernyataanKartu, ...]
    jumlah: GerakTahun
    iuran: tuple[Iuran, ...]
    tarif: Ketentuan | None

    @property
    def selesai(self) -> bool:
        """Tell whether the year is over."""
        return self.sampai.month == 12 and self.sampai.day == 31


def tahun_pernyataan(peserta: Peserta) -> tuple[int, ...]:
    """Return the years for which there is a statement, the newest first.

    Result: from the first year with money to this one, without gaps; empty without any money.
    """
    tahun = [satu.tahun for satu in saldo_per_tahun(peserta)]
    if not tahun:
        return ()
    kini = hari_ini_wib(timezone.now()).year
    return tuple(range(max(kini, tahun[-1]), tahun[0] - 1, -1))


def susun_pernyataan(peserta: Peserta, tahun: int) -> Pernyataan:
    """Return the statement of one year, computed from the entries by value date.

    Raises: TidakDitemukan("pernyataan_tidak_ada") for a year without any money.
    """
    if tahun not in tahun_pernyataan(peserta):
        raise TidakDitemukan("pernyataan_tidak_ada")
    hari_ini = hari_ini_wib(timezone.now())
    kartu = []
    for satu in daftar_kepesertaan(peserta):
        gerak = gerak_tahun(saldo_per_tahun(peserta, kepesertaan=satu), tahun)
        if gerak != _KOSONG:
            kartu.append(PernyataanKartu(satu, gerak))
    iuran = (
        Iuran.objects.filter(kepesertaan__peserta=peserta, berlaku=True, bulan__year=tahun)
        .select_related("perusahaan", "kepesertaan")
        .order_by("bulan", "kepesertaan_id")
    )
    return Pernyataan(
        tahun=tahun,
        sampai=min(hari_ini, date(tahun, 12, 31)),
        kartu=tuple(kartu),
        jumlah=gerak_tahun(saldo_per_tahun(peserta), tahun),
        iuran=tuple(iuran),
        tarif=tarif_pengembangan().get(tahun),
    )


_KOSONG = GerakTahun(NOL, NOL, NOL, NOL, NOL, NOL)


def gerak_tahun(riwayat: Sequence[SaldoTahun], tahun: int) -> GerakTahun:
    """Return one year out of a history by year; where nothing moved, opening is closing."""
    awal = Rupiah(next((s.saldo for s in reversed(riwayat) if s.tahun < tahun), NOL))
    satu = next((s for s in riwayat if s.tahun == tahun), None)
    if satu is None:
        return GerakTahun(awal, NOL, NOL, NOL, NOL, awal)
    return GerakTahun(awal, satu.iuran, satu.pengembangan, satu.pindah, satu.keluar, satu.saldo)
