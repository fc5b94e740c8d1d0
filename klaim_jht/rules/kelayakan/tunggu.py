"""The waiting month: from which date, under which reason, until when.

Counted from the statement or from the end of the work, never from the day of reporting. What the
employer reported counts beside what the person chose, whichever waits longer: otherwise choosing
another reason would skip the month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jmo.lib.tanggal import tambah_bulan
from klaim_jht.rules.alasan import AturanAlasan, DasarHitung, alasan_dari_laporan
from klaim_jht.rules.kelayakan.fakta import FaktaKartu, FaktaKlaim
from klaim_jht.rules.kelayakan.ketentuan import KetentuanJHT
from saldo.rules.masa_kepesertaan import StatusKepesertaan


@dataclass(frozen=True, slots=True)
class Tunggu:
    """The card whose waiting ends last, and how that was counted."""

    kartu: FaktaKartu
    aturan: AturanAlasan
    dasar: DasarHitung
    tanggal_dasar: date
    lewat_pada: date


def kartu_hidup(fakta: FaktaKlaim) -> tuple[FaktaKartu, ...]:
    """Return the cards that this claim is about: all that were not paid out before."""
    return tuple(k for k in fakta.kartu if k.status is not StatusKepesertaan.DIKLAIM)


def nonaktif_sejak(kartu: FaktaKartu) -> date | None:
    """Return the day on which a card that is reported as ended is inactive; None while active."""
    return None if kartu.status is StatusKepesertaan.AKTIF else kartu.tanggal_berakhir


def sudah_nonaktif(kartu: FaktaKartu, hari_ini: date) -> bool:
    """Tell whether a card is inactive today: reported so, and its last day is not ahead."""
    if kartu.status is StatusKepesertaan.AKTIF:
        return False
    return kartu.tanggal_berakhir is None or kartu.tanggal_berakhir <= hari_ini


def kartu_terakhir(fakta: FaktaKlaim) -> tuple[FaktaKartu, ...]:
    """Return the cards of the running work, else the one that ended last."""
    kartu = kartu_hidup(fakta)
    aktif = tuple(k for k in kartu if k.status is StatusKepesertaan.AKTIF)
    terurut = sorted(kartu, key=lambda k: (k.tanggal_berakhir or date.min, k.kartu_id))
    return aktif or tuple(terurut[-1:])


def perlu_tunggu(fakta: FaktaKlaim, aturan: AturanAlasan, ketentuan: KetentuanJHT) -> bool:
    """Tell whether any card has to wait, by the chosen reason or by what was reported."""
    return any(
        _terketat(kartu, aturan, ketentuan).masa_tunggu_bulan for kartu in kartu_hidup(fakta)
    )


def hitung_tunggu(
    fakta: FaktaKlaim, aturan: AturanAlasan, ketentuan: KetentuanJHT
) -> Tunggu | None:
    """Return the waiting that ends last over all cards; None while a date is missing.

    Shape:  a card that still runs or has no date of its own leaves it open; merged cards without
            a date do not count.
    Result: the same day number one month on, else the last day of that month, from 00.00 WIB.
    """
    semua: list[Tunggu] = []
    for kartu in kartu_hidup(fakta):
        dipakai = _terketat(kartu, aturan, ketentuan)
        dasar, tanggal = _tanggal_dasar(kartu, dipakai)
        if kartu.status is StatusKepesertaan.AKTIF or (
            tanggal is None and kartu.status is StatusKepesertaan.NONAKTIF
        ):
            return None
        if tanggal is not None:
            lewat = tambah_bulan(tanggal, dipakai.masa_tunggu_bulan)
            semua.append(Tunggu(kartu, dipakai, dasar, tanggal, lewat))
    return max(semua, key=lambda satu: (satu.lewat_pada, satu.kartu.kartu_id), default=None)


def _terketat(kartu: FaktaKartu, aturan: AturanAlasan, ketentuan: KetentuanJHT) -> AturanAlasan:
    if aturan.perlu_petugas:
        # Proved by a paper that an officer reads: nobody skips the month by choosing it.
        return aturan
    dilaporkan = alasan_dari_laporan(kartu.sebab_berakhir)
    laporan = None if dilaporkan is None else ketentuan.untuk(dilaporkan)
    if laporan is not None and laporan.masa_tunggu_bulan > aturan.masa_tunggu_bulan:
        return laporan
    return aturan


def _tanggal_dasar(kartu: FaktaKartu, aturan: AturanAlasan) -> tuple[DasarHitung, date | None]:
    if aturan.dasar_hitung is DasarHitung.TANGGAL_PERNYATAAN and kartu.tanggal_pernyataan:
        return DasarHitung.TANGGAL_PERNYATAAN, kartu.tanggal_pernyataan
    return DasarHitung.TANGGAL_BERAKHIR, kartu.tanggal_berakhir
