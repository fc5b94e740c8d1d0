"""What happened to a contribution after it was due: paid late, corrected, and in which parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jmo.lib.uang import Rupiah
from saldo.rules.masa_kepesertaan import jatuh_tempo


class BagianIuran(StrEnum):
    """The parts of a contribution that a correction can change."""

    UPAH = "UPAH"
    JHT_PEMBERI_KERJA = "JHT_PEMBERI_KERJA"
    JHT_PEKERJA = "JHT_PEKERJA"
    JP_PEMBERI_KERJA = "JP_PEMBERI_KERJA"
    JP_PEKERJA = "JP_PEKERJA"
    TANGGAL_BAYAR = "TANGGAL_BAYAR"


@dataclass(frozen=True, slots=True)
class IsiIuran:
    """A contribution as it was reported at one time."""

    upah: Rupiah
    jht_pemberi_kerja: Rupiah
    jht_pekerja: Rupiah
    jp_pemberi_kerja: Rupiah
    jp_pekerja: Rupiah
    tanggal_bayar: date


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One part that a correction changed; both ends are rupiah, or both are days."""

    bagian: BagianIuran
    dari: Rupiah | date
    menjadi: Rupiah | date


def hari_terlambat(bulan: date, tanggal_bayar: date) -> int:
    """Return how many days after its due date the contribution of a month was paid.

    Unit:   calendar days; 0 for one that was paid in time.
    Source: due on the 15th of the next month (general practice, docs/regulasi.md#iuran).
    """
    return max(0, (tanggal_bayar - jatuh_tempo(bulan)).days)


def bandingkan(lama: IsiIuran, baru: IsiIuran) -> tuple[Perubahan, ...]:
    """Return what differs, in the order in which the parts are shown; empty when nothing does."""
    pasangan: tuple[tuple[BagianIuran, Rupiah | date, Rupiah | date], ...] = (
        (BagianIuran.UPAH, lama.upah, baru.upah),
        (BagianIuran.JHT_PEMBERI_KERJA, lama.jht_pemberi_kerja, baru.jht_pemberi_kerja),
        (BagianIuran.JHT_PEKERJA, lama.jht_pekerja, baru.jht_pekerja),
        (BagianIuran.JP_PEMBERI_KERJA, lama.jp_pemberi_kerja, baru.jp_pemberi_kerja),
        (BagianIuran.JP_PEKERJA, lama.jp_pekerja, baru.jp_pekerja),
        (BagianIuran.TANGGAL_BAYAR, lama.tanggal_bayar, baru.tanggal_bayar),
    )
    return tuple(
        Perubahan(bagian, dari, menjadi) for bagian, dari, menjadi in pasangan if dari != menjadi
    )
