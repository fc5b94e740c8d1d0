"""How much is due on a wage, split by programme and by who pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jmo.lib.uang import Rupiah, bulatkan
from saldo.rules.ketentuan import JenisKetentuan, KetentuanBerlaku, ambil_nilai


@dataclass(frozen=True, slots=True)
class KetentuanIuran:
    """Rates as fractions, and the wage up to which JP is due, as they hold in one month."""

    tarif_jht_pemberi_kerja: Decimal
    tarif_jht_pekerja: Decimal
    tarif_jp_pemberi_kerja: Decimal
    tarif_jp_pekerja: Decimal
    batas_upah_jp: Rupiah
    tarif_jht_bpu: Decimal


@dataclass(frozen=True, slots=True)
class PembagianIuran:
    """What one month's wage asks for, in whole rupiah."""

    jht_pemberi_kerja: Rupiah
    jht_pekerja: Rupiah
    jp_pemberi_kerja: Rupiah
    jp_pekerja: Rupiah

    @property
    def jht(self) -> Rupiah:
        """The part that is booked to the participant's old-age account."""
        return Rupiah(self.jht_pemberi_kerja + self.jht_pekerja)

    @property
    def jp(self) -> Rupiah:
        """The part of the pension programme: shown, never booked to that account."""
        return Rupiah(self.jp_pemberi_kerja + self.jp_pekerja)


def bulan_ketentuan(bulan: date) -> date:
    """Return the day whose parameters hold for a month of contributions: its first.

    Source: PP 45/2015 Art. 29: a new JP ceiling holds from 1 March; before it the old one does.
    """
    return bulan.replace(day=1)


def susun_ketentuan_iuran(ketentuan: KetentuanBerlaku) -> KetentuanIuran:
    """Build the parameters of contributions from the rows of `bulan_ketentuan`.

    Raises: ValueError when a row is missing.
    """
    return KetentuanIuran(
        ambil_nilai(ketentuan, JenisKetentuan.TARIF_JHT_PEMBERI_KERJA),
        ambil_nilai(ketentuan, JenisKetentuan.TARIF_JHT_PEKERJA),
        ambil_nilai(ketentuan, JenisKetentuan.TARIF_JP_PEMBERI_KERJA),
        ambil_nilai(ketentuan, JenisKetentuan.TARIF_JP_PEKERJA),
        bulatkan(ambil_nilai(ketentuan, JenisKetentuan.BATAS_UPAH_JP)),
        ambil_nilai(ketentuan, JenisKetentuan.TARIF_JHT_BPU),
    )


def hitung_iuran(*, upah: Rupiah, ketentuan: KetentuanIuran) -> PembagianIuran:
    """Return the four parts of the contribution on this wage.

    Shape:  upah ≥ 0; JHT has no ceiling, JP counts the wage up to `batas_upah_jp`.
    Unit:   whole rupiah, each part rounded half up by itself.
    Raises: ValueError for a negative wage.
    Source: PP 46/2015 Art. 16, PP 45/2015 Art. 28-29; vectors tests/vektor/iuran.csv and
            tests/vektor/batas_upah_jp.csv.
    """
    if upah < 0:
        raise ValueError("upah_negatif")
    upah_jp = min(upah, ketentuan.batas_upah_jp)
    return PembagianIuran(
        bulatkan(upah * ketentuan.tarif_jht_pemberi_kerja),
        bulatkan(upah * ketentuan.tarif_jht_pekerja),
        bulatkan(upah_jp * ketentuan.tarif_jp_pemberi_kerja),
        bulatkan(upah_jp * ketentuan.tarif_jp_pekerja),
    )


def hitung_iuran_bpu(*, penghasilan: Rupiah, ketentuan: KetentuanIuran) -> PembagianIuran:
    """Return what a self-employed participant pays on the income that they declared.

    Shape:  penghasilan ≥ 0, no ceiling; nobody pays with them and JP is for employees alone.
    Unit:   whole rupiah, rounded half up.
    Raises: ValueError for a negative income.
    Source: PP 46/2015 Annex (2 %); vectors tests/vektor/iuran_bpu.csv.
    """
    if penghasilan < 0:
        raise ValueError("upah_negatif")
    nol = Rupiah(0)
    return PembagianIuran(nol, bulatkan(penghasilan * ketentuan.tarif_jht_bpu), nol, nol)
