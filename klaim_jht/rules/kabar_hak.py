"""When a right begins, and whether somebody is told of it, then and once more a month later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jmo.lib.tanggal import hari_ini_wib, tambah_bulan
from klaim_jht.rules.kelayakan import FaktaKlaim, HasilKelayakan, KetentuanJHT, KodeAturan
from klaim_jht.rules.kelayakan.tunggu import hitung_tunggu

# A sweep that stood still for days catches up; what is older is no news.
HARI_KABAR = 7
JEDA_INGAT = timedelta(days=30)
# What people mend themselves: they are told, since time is not missing any more.
DAPAT_DIPERBAIKI = frozenset({KodeAturan.PENGKINIAN, KodeAturan.KARTU_DIGABUNG})


def tinggal_diajukan(hasil: HasilKelayakan) -> bool:
    """Tell whether nothing is missing but what the person can mend today."""
    return all(satu.kode in DAPAT_DIPERBAIKI for satu in hasil.gagal)


def hak_mulai(fakta: FaktaKlaim, hasil: HasilKelayakan, ketentuan: KetentuanJHT) -> date | None:
    """Return the day on which the right to claim for this reason begins; None while unknown.

    Shape:  `hasil` = what the rules said about these facts.
    """
    usia = hasil.ambil(KodeAturan.USIA_PENSIUN)
    if usia is not None:
        return date.fromisoformat(str(usia.fakta["tercapai_pada"]))
    aturan = ketentuan.untuk(fakta.alasan)
    tunggu = hitung_tunggu(fakta, aturan, ketentuan) if aturan else None
    return tunggu.lewat_pada if tunggu else None


def mulai_dikabarkan(*, mulai: date, dilaporkan: datetime | None) -> date:
    """Return the day of the news: on which the right began, or was first known of."""
    return max(mulai, hari_ini_wib(dilaporkan)) if dilaporkan else mulai


def masih_kabar(mulai: date, *, hari_ini: date) -> bool:
    """Tell whether a right that began on that day is told of today: within seven days."""
    return timedelta(0) <= hari_ini - mulai < timedelta(days=HARI_KABAR)


def ulang_tahun(usia: int, *, hari_ini: date) -> tuple[date, date]:
    """Return the first and last birthday of those who became this old within the seven days."""
    awal = hari_ini - timedelta(days=HARI_KABAR)
    return tambah_bulan(awal, -12 * usia), tambah_bulan(hari_ini, -12 * usia)
