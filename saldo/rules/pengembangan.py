"""The yearly return on old-age savings: how it is earned, and which rate is known for a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jmo.lib.uang import NOL, Rupiah, bulatkan

TANPA_SISA = Decimal(0)
# Fits a numeric column; kept so that whole-rupiah postings do not drift from the formula.
KETELITIAN_SISA = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class SetoranBulan:
    """Money that came in within the year; negative for a correction downwards."""

    bulan: int
    jumlah: Rupiah

    def __post_init__(self) -> None:
        """Refuse a month that no year has."""
        if not 1 <= self.bulan <= 12:
            raise ValueError("bulan_di_luar_tahun")


@dataclass(frozen=True, slots=True)
class HasilPengembangan:
    """What is credited, and the remainder (-0.5 to 0.5 rupiah) that is not yet."""

    jumlah: Rupiah
    sisa: Decimal


@dataclass(frozen=True, slots=True)
class TarifTahun:
    """The rate used for a year; `sementara` = the year's own rate is not set yet."""

    tahun: int
    tarif: Decimal
    sementara: bool


def hitung_pengembangan(
    *,
    saldo_awal: Rupiah,
    setoran: Iterable[SetoranBulan],
    tarif: Decimal,
    sampai_bulan: int = 12,
    sisa_awal: Decimal = TANPA_SISA,
) -> HasilPengembangan:
    """Return what one account earns from 1 January to the end of a month of the same year.

    Shape:  `saldo_awal` = balance with all earlier returns; money that came in after
            `sampai_bulan` earns nothing yet; `sampai_bulan` 0 gives 0. `setoran` leaves the
            year's own return out, credited provisionally or paid out again: it earns nothing
            within the year. `sisa_awal` = the remainder of the last credited year, dropped when
            the account had been emptied.
    Unit:   `tarif` = yearly rate as a fraction; each amount earns a twelfth of it per month, its
            own month included, without interest on interest inside the year.
    Result: whole rupiah, rounded half up, and the remainder below a rupiah to carry on. With it
            carried, many years together are off by less than one rupiah.
    Raises: ValueError for a negative rate or a month outside 0..12.
    Source: PP 46/2015 Art. 27; formula derived from the fund's published simulation, exact to the
            rupiah on it (tests/vektor/simulasi.csv, tests/vektor/pengembangan.csv); rounding and
            pro-rata are our reading.
    """
    if tarif < 0 or not 0 <= sampai_bulan <= 12:
        raise ValueError("pengembangan_di_luar_batas")
    bulan_rupiah = saldo_awal * sampai_bulan + sum(
        satu.jumlah * (sampai_bulan - satu.bulan + 1)
        for satu in setoran
        if satu.bulan <= sampai_bulan
    )
    sisa = sisa_awal if saldo_awal else TANPA_SISA
    if bulan_rupiah * tarif == 0:
        return HasilPengembangan(NOL, sisa)
    tepat = bulan_rupiah * tarif / 12 + sisa * (1 + tarif * sampai_bulan / 12)
    jumlah = bulatkan(tepat)
    return HasilPengembangan(jumlah, (tepat - jumlah).quantize(KETELITIAN_SISA, ROUND_HALF_UP))


def hitung_selisih_kredit(hasil: HasilPengembangan, sudah: int) -> Rupiah:
    """Return what is left to book when a part of this return was credited provisionally.

    Shape:  `sudah` = sum of the provisional credits of the same card and year.
    Result: never below zero: what was credited too much stays, because it may have been paid out
            long ago, on a rate that was the newest known (our reading; no text found).
    """
    return Rupiah(max(0, hasil.jumlah - sudah))


def bulan_genap_sebelum(tanggal: date) -> int:
    """Return the last month of the year that is over on this day: what a claim has earned so far.

    Result: 0 in January. The running month is not counted; when the year's rate is final, what is
            still owed is paid afterwards.
    """
    return tanggal.month - 1


def pilih_tarif(tarif: Mapping[int, Decimal], tahun: int) -> TarifTahun | None:
    """Return the rate of a year, else the newest earlier one as provisional, None without any.

    Shape:  `tarif` = final yearly rates that are known.
    Source: provisional rate = latest published rate / 12 per month (our reading, no text found).
    """
    if tahun in tarif:
        return TarifTahun(tahun, tarif[tahun], sementara=False)
    sebelumnya = [satu for satu in tarif if satu < tahun]
    if not sebelumnya:
        return None
    return TarifTahun(tahun, tarif[max(sebelumnya)], sementara=True)


def tahun_tanpa_tarif(diketahui: Set[int], *, dari: int, sampai: int) -> tuple[int, ...]:
    """Return the years, both ends included, for which no final rate is known."""
    return tuple(tahun for tahun in range(dari, sampai + 1) if tahun not in diketahui)
