"""What the simulation is set against: other returns, today's prices, and what really happened.

The three returns and the price rise are assumptions of ours, shown wherever they are used; none of
them is a promise of the fund.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jmo.lib.tanggal import tambah_bulan
from jmo.lib.uang import Rupiah, bulatkan
from saldo.rules.simulasi import TARIF_ASUMSI, TahunSimulasi, simulasikan

USIA_PENSIUN = 56
BULAN_TERBANYAK = 60 * 12
INFLASI_ASUMSI = Decimal("0.03")


class Skenario(StrEnum):
    """Three returns that the participant may compare."""

    RENDAH = "RENDAH"
    TENGAH = "TENGAH"
    TINGGI = "TINGGI"


# The middle one is the fund's own assumption. The others lie one point below and above it; the
# official yearly rates of 2016 to 2020 were 5.59 to 7.82 per cent.
TARIF_SKENARIO: dict[Skenario, Decimal] = {
    Skenario.RENDAH: Decimal("0.04"),
    Skenario.TENGAH: TARIF_ASUMSI,
    Skenario.TINGGI: Decimal("0.06"),
}


@dataclass(frozen=True, slots=True)
class Meleset:
    """A year as the simulation would have said it, and what the book says about it.

    Shape:  differences = book minus simulation; `bagian` = difference of the balance as a fraction
            of what was projected, 0 where nothing was.
    """

    perkiraan: TahunSimulasi
    saldo_awal: Rupiah
    iuran: Rupiah
    pengembangan: Rupiah
    saldo_akhir: Rupiah
    beda_iuran: int
    beda_pengembangan: int
    bagian: Decimal

    @property
    def beda(self) -> int:
        """Balance of the book minus that of the simulation."""
        return self.saldo_akhir - self.perkiraan.saldo_akhir


def bulan_sampai_usia(lahir: date, hari_ini: date, *, usia: int = USIA_PENSIUN) -> int:
    """Return the whole months until a birthday, 0 when it has come.

    Source: PP 46/2015 Art. 22: old-age savings are due at the age of 56.
    """
    ulang_tahun = tambah_bulan(lahir, usia * 12)
    bulan = (ulang_tahun.year - hari_ini.year) * 12 + ulang_tahun.month - hari_ini.month
    if tambah_bulan(hari_ini, bulan) > ulang_tahun:
        bulan -= 1
    return max(0, bulan)


def nilai_hari_ini(jumlah: Rupiah, *, bulan: int, inflasi: Decimal) -> Rupiah:
    """Return what an amount of a later day buys at today's prices.

    Unit:   `inflasi` = price rise of a year as a fraction, above -1; months count as twelfths.
    Result: rounded half up.
    Raises: ValueError outside these bounds.
    """
    if inflasi <= -1 or bulan < 0:
        raise ValueError("proyeksi_di_luar_batas")
    tahun, sisa = divmod(bulan, 12)
    harga = (1 + inflasi) ** tahun * (1 + inflasi * sisa / 12)
    return bulatkan(jumlah / harga)


def ukur_meleset(
    *,
    saldo_awal: Rupiah,
    upah: Rupiah,
    tarif_pemberi_kerja: Decimal,
    tarif_pekerja: Decimal,
    iuran: Rupiah,
    pengembangan: Rupiah,
) -> Meleset:
    """Return how far a simulation made at the start of a year was off at its end.

    Shape:  `saldo_awal` and `upah` as they were then; `iuran` and `pengembangan` as booked in that
            year. A year in which money was paid out cannot be compared and is not given here.
    Source: the fund's published simulation, applied to a year that is over.
    """
    hasil = simulasikan(
        upah=upah, jumlah_tahun=1, saldo_awal=saldo_awal,
        tarif_pemberi_kerja=tarif_pemberi_kerja, tarif_pekerja=tarif_pekerja,
    )  # fmt: skip
    perkiraan = hasil.tahun[0]
    saldo_akhir = Rupiah(saldo_awal + iuran + pengembangan)
    beda = Decimal(saldo_akhir - perkiraan.saldo_akhir)
    return Meleset(
        perkiraan=perkiraan,
        saldo_awal=saldo_awal,
        iuran=iuran,
        pengembangan=pengembangan,
        saldo_akhir=saldo_akhir,
        beda_iuran=iuran - perkiraan.iuran,
        beda_pengembangan=pengembangan - perkiraan.pengembangan,
        bagian=beda / perkiraan.saldo_akhir if perkiraan.saldo_akhir else Decimal(0),
    )
