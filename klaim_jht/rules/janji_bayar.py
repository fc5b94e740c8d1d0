"""The promise: by when the money is there, and the clock that stops only for the participant.

All instants carry a zone; days and times of day are those of Jakarta.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jmo.lib.tanggal import (
    WIB,
    Libur,
    hari_ini_wib,
    jumlah_hari_kerja,
    tambah_hari_kerja,
)
from klaim_jht.rules.kelayakan import Rute


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanJanji:
    """The numbers of the promise, our choice within the legal five working days.

    Shape:  `cadangan` = time that a payment needs once it may be sent.
    """

    jam_tutup: time = time(21, 0)
    batas_hari_sama: time = time(23, 59)
    batas_esok: time = time(12, 0)
    hari_kerja_petugas: int = 5
    cadangan: timedelta = timedelta(minutes=15)


KETENTUAN_JANJI = KetentuanJanji()


@dataclass(frozen=True, slots=True)
class Janji:
    """What is shown before filing and kept afterwards.

    Shape:  `dikirim_mulai` = earliest time at which money moves, None = as soon as it is decided.
    """

    paling_lambat: datetime
    dikirim_mulai: datetime | None


@dataclass(frozen=True, slots=True)
class Jeda:
    """A time in which the claim waited for the participant; `selesai` None = it still does."""

    mulai: datetime
    selesai: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it begins."""
        if self.selesai is not None and self.selesai < self.mulai:
            raise ValueError("jeda_terbalik")


@dataclass(frozen=True, slots=True)
class JamJanji:
    """The running clock. `sisa` is never negative; `terlewat` says that the promise is broken."""

    paling_lambat: datetime
    berhenti: bool
    sisa: timedelta
    terlewat: bool


def hitung_janji(
    *,
    rute: Rute,
    mulai: datetime,
    libur: Libur,
    boleh_kirim_pada: datetime | None = None,
    ketentuan: KetentuanJanji = KETENTUAN_JANJI,
) -> Janji:
    """Return by when a claim that is filed (and complete) at `mulai` is paid.

    Shape:  `boleh_kirim_pada` = earliest time of sending by the cooling rule; it moves the promise
            only when it would not leave `cadangan` before the end.
    Result: machine: until 23.59 of the same date when filed before 21.00, else until 12.00 of the
            next date, on any day of the year. Officer: the end of the fifth working day.
    Raises: ValueError for an instant without a zone.
    Source: legal maximum Permenaker 4/2022 (5 working days from a complete application); times of
            the machine route are our promise (docs/regulasi.md#janji-bayar).
    """
    hari = hari_ini_wib(mulai)
    if rute is Rute.PETUGAS:
        akhir = tambah_hari_kerja(hari, ketentuan.hari_kerja_petugas, libur)
        batas = _pukul(akhir, ketentuan.batas_hari_sama)
    elif mulai < _pukul(hari, ketentuan.jam_tutup):
        batas = _pukul(hari, ketentuan.batas_hari_sama)
    else:
        batas = _pukul(hari + timedelta(days=1), ketentuan.batas_esok)
    ditunda = boleh_kirim_pada is not None and boleh_kirim_pada > mulai
    return Janji(
        _setelah_masa_tenang(batas, boleh_kirim_pada, ketentuan),
        boleh_kirim_pada if ditunda else None,
    )


def jalankan_jam(
    *,
    rute: Rute,
    janji: datetime,
    jeda: Iterable[Jeda],
    kini: datetime,
    libur: Libur,
    boleh_kirim_pada: datetime | None = None,
    ketentuan: KetentuanJanji = KETENTUAN_JANJI,
) -> JamJanji:
    """Return the clock at `kini`, with every pause for the participant added to the promise.

    Shape:  `janji` as fixed at filing; pauses in any order, overlaps count once; a pause that began
            after the promise had passed saves nothing. `boleh_kirim_pada` as it stands now: an
            account that was replaced during a pause may have moved it.
    Unit:   machine: the pause itself; officer: the working days that it covered.
    Raises: ValueError for an instant without a zone.
    """
    batas, berhenti = janji, False
    for satu in _gabung(jeda, kini):
        if satu.mulai > batas:
            break
        batas = _tambah_jeda(batas, satu, rute, libur, kini)
        berhenti = satu.selesai is None
    batas = _setelah_masa_tenang(batas, boleh_kirim_pada, ketentuan)
    terlewat = not berhenti and kini > batas
    return JamJanji(batas, berhenti, max(batas - kini, timedelta(0)), terlewat)


def _pukul(hari: date, jam: time) -> datetime:
    return datetime.combine(hari, jam, tzinfo=WIB)


def _setelah_masa_tenang(
    batas: datetime, boleh_kirim_pada: datetime | None, ketentuan: KetentuanJanji
) -> datetime:
    """Move the end to the first promised time of day that leaves room for sending."""
    if boleh_kirim_pada is None or boleh_kirim_pada + ketentuan.cadangan <= batas:
        return batas
    cukup = boleh_kirim_pada + ketentuan.cadangan
    hari = hari_ini_wib(cukup)
    calon = (
        _pukul(hari, ketentuan.batas_esok),
        _pukul(hari, ketentuan.batas_hari_sama),
        _pukul(hari + timedelta(days=1), ketentuan.batas_esok),
    )
    return next(satu for satu in calon if satu >= cukup)


def _gabung(jeda: Iterable[Jeda], kini: datetime) -> list[Jeda]:
    hasil: list[Jeda] = []
    for satu in sorted(jeda, key=lambda j: j.mulai):
        akhir = hasil[-1] if hasil else None
        if akhir is None or (akhir.selesai is not None and akhir.selesai < satu.mulai):
            hasil.append(satu)
        elif akhir.selesai is not None:
            selesai = None if satu.selesai is None else max(akhir.selesai, satu.selesai)
            hasil[-1] = Jeda(akhir.mulai, selesai)
    return [satu for satu in hasil if satu.mulai <= kini]


def _tambah_jeda(batas: datetime, jeda: Jeda, rute: Rute, libur: Libur, kini: datetime) -> datetime:
    selesai = kini if jeda.selesai is None else min(jeda.selesai, kini)
    if rute is Rute.MESIN:
        return batas + (selesai - jeda.mulai)
    hari_jeda = jumlah_hari_kerja(hari_ini_wib(jeda.mulai), hari_ini_wib(selesai), libur)
    setempat = batas.astimezone(WIB)
    akhir = tambah_hari_kerja(setempat.date(), hari_jeda, libur)
    return datetime.combine(akhir, setempat.timetz())
