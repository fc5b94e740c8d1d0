"""When a promise comes near or is broken, and for whom the claim waits at that moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from klaim_jht.rules.janji_bayar import JamJanji
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran

DILANGGAR = 100


class SebabTunggu(StrEnum):
    """For whom a claim waits; the participant is none of them, the clock stands still then."""

    BANK = "BANK"
    REGISTER = "REGISTER"
    PETUGAS = "PETUGAS"
    KAMI = "KAMI"


_SEBAB = {
    StatusKlaim.VERIFIKASI_IDENTITAS: SebabTunggu.REGISTER,
    StatusKlaim.TINJAUAN_PETUGAS: SebabTunggu.PETUGAS,
    StatusKlaim.PEMBAYARAN_BELUM_PASTI: SebabTunggu.BANK,
}
_DI_BANK = frozenset(
    {StatusPembayaran.DIKIRIM, StatusPembayaran.DITERIMA_BANK, StatusPembayaran.BELUM_PASTI}
)


def tahap_janji(jam: JamJanji, *, diajukan: datetime, kini: datetime, tahap: Iterable[int]) -> int:
    """Return the highest mark that the promised time has passed; 0 for none, 100 when broken.

    Shape:  `tahap` = per cent of the time between filing and the end of the promise, each below
            100. While the claim waits for the participant nothing new is passed.
    Raises: ValueError for a mark outside 1 to 99.
    """
    tanda = sorted(tahap)
    if any(not 0 < satu < DILANGGAR for satu in tanda):
        raise ValueError("tahap_di_luar_jangkauan")
    if jam.terlewat:
        return DILANGGAR
    seluruh = jam.paling_lambat - diajukan
    if jam.berhenti or seluruh <= timedelta(0):
        return 0
    terpakai = kini - diajukan
    return max((satu for satu in tanda if terpakai * DILANGGAR >= seluruh * satu), default=0)


def sebab_tunggu(
    status: StatusKlaim, *, pembayaran: StatusPembayaran | None = None, perlu_petugas: bool = False
) -> SebabTunggu:
    """Return for whom a claim in this state waits.

    Shape:  `pembayaran` = its open payment, `perlu_petugas` = no machine may move that.
    """
    if perlu_petugas:
        return SebabTunggu.PETUGAS
    if status is StatusKlaim.PEMBAYARAN_DIPROSES and pembayaran in _DI_BANK:
        return SebabTunggu.BANK
    return _SEBAB.get(status, SebabTunggu.KAMI)


def tahap_jawaban(*, dibuat: datetime, janji: datetime, kini: datetime, naik_persen: int) -> int:
    """Return the mark that the time of an answer has passed: 0, `naik_persen`, or 100.

    Shape:  an answer waits for nobody but us, so its clock never stops.
    Raises: ValueError for a mark outside 1 to 99.
    """
    jam = JamJanji(janji, False, max(janji - kini, timedelta(0)), kini > janji)
    return tahap_janji(jam, diajukan=dibuat, kini=kini, tahap=(naik_persen,))
