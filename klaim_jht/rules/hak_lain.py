"""Neighbouring rights, so that claiming one does not lose another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jmo.lib.tanggal import tambah_bulan
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import FaktaKartu, FaktaKlaim, Pelapor
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanJKP:
    """Numbers of the job-loss benefit as they hold from a day on."""

    berlaku_sejak: date
    bagian_upah: Decimal
    lama_bulan: int
    tenggat_bulan: int
    dasar_hukum: str


@dataclass(frozen=True, slots=True)
class HakJKP:
    """The hint: what it is, and until when it must be asked for."""

    paling_lambat: date
    ketentuan: KetentuanJKP


@dataclass(frozen=True, slots=True)
class LaporanBerbeda:
    """The employer reported another reason than the person chose."""

    perusahaan: str
    dilaporkan: AlasanKlaim


KETENTUAN_JKP: tuple[KetentuanJKP, ...] = (
    KetentuanJKP(
        berlaku_sejak=date(2025, 2, 7),
        bagian_upah=Decimal("0.60"),
        lama_bulan=6,
        tenggat_bulan=6,
        dasar_hukum="PP 6/2025",
    ),
)


def kartu_terbaru(fakta: FaktaKlaim) -> FaktaKartu | None:
    """Return the card of the running work, else the one that ended last; None without cards."""
    hidup = [k for k in fakta.kartu if k.status is not StatusKepesertaan.DIKLAIM]
    return max(
        hidup,
        key=lambda k: (
            k.status is StatusKepesertaan.AKTIF, k.tanggal_berakhir or date.min, k.kartu_id,
        ),
        default=None,
    )  # fmt: skip


def hak_jkp(fakta: FaktaKlaim, *, hari_ini: date) -> HakJKP | None:
    """Return the hint at the job-loss benefit for who was laid off and can still ask for it.

    Shape:  counted from the last day of the newest card, on the rows that held on that day.
    Result: None for other reasons, without a date, after the deadline, and before the rows begin.
    Source: PP 6/2025 (60 % of the wage, at most six months, asked for within six months).
    """
    kartu = kartu_terbaru(fakta)
    if fakta.alasan is not AlasanKlaim.PHK or kartu is None or kartu.tanggal_berakhir is None:
        return None
    berlaku = [k for k in KETENTUAN_JKP if k.berlaku_sejak <= kartu.tanggal_berakhir]
    if not berlaku:
        return None
    ketentuan = max(berlaku, key=lambda k: k.berlaku_sejak)
    batas = tambah_bulan(kartu.tanggal_berakhir, ketentuan.tenggat_bulan)
    return HakJKP(batas, ketentuan) if hari_ini <= batas else None


def laporan_berbeda(fakta: FaktaKlaim) -> LaporanBerbeda | None:
    """Return what the employer reported when it takes rights away that the chosen reason has.

    Result: only a report of resignation against a layoff: other pairs differ in nothing.
    """
    kartu = kartu_terbaru(fakta)
    if kartu is None or fakta.alasan is not AlasanKlaim.PHK:
        return None
    sendiri = kartu.sumber.pelapor is not Pelapor.PERUSAHAAN
    if sendiri or kartu.sebab_berakhir is not SebabKeluar.RESIGN:
        return None
    return LaporanBerbeda(kartu.sumber.nama, AlasanKlaim.RESIGN)
