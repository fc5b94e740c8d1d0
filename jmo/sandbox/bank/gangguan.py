"""Faults of the whole bank, switched on for a while through the control door.

Nothing is executed under diam, putus, 500, 429, nor (interbank transfers only) bifast. Under
lambat, separuh, kosong, 500_dibukukan and diam_dibukukan everything is carried out, and the answer
comes late, half, empty, as an error, or never.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum

from jmo.sandbox.bank.buku import Buku

DETIK_MAKSIMUM = 86_400


class Jenis(StrEnum):
    """What is wrong with the bank."""

    NIHIL = "nihil"
    DIAM = "diam"
    DIAM_DIBUKUKAN = "diam_dibukukan"
    PUTUS = "putus"
    LAMBAT = "lambat"
    GALAT_500 = "500"
    GALAT_500_DIBUKUKAN = "500_dibukukan"
    SEPARUH = "separuh"
    KOSONG = "kosong"
    TERLALU_SERING = "429"
    BIFAST = "bifast"


@dataclass(frozen=True, slots=True)
class Gangguan:
    """The fault of this moment and when it ends."""

    jenis: Jenis
    sampai: float

    @property
    def sisa_detik(self) -> float:
        return max(0.0, self.sampai - time.time())


TANPA_GANGGUAN = Gangguan(Jenis.NIHIL, 0.0)


def ambil_gangguan(buku: Buku) -> Gangguan:
    """The fault of this moment; to be called inside a transaction of the book."""
    baris = buku.db.execute(
        "SELECT nilai, sampai FROM setelan WHERE kunci = 'gangguan' AND sampai > ?", (time.time(),)
    ).fetchone()
    return Gangguan(Jenis(baris[0]), baris[1]) if baris else TANPA_GANGGUAN


def pasang_gangguan(buku: Buku, jenis: Jenis, detik: float) -> Gangguan:
    """Replace the fault; `nihil` ends it."""
    sampai = time.time() + min(max(detik, 0.0), DETIK_MAKSIMUM)
    buku.db.execute(
        "INSERT INTO setelan VALUES ('gangguan', ?, ?)"
        " ON CONFLICT DO UPDATE SET nilai = excluded.nilai, sampai = excluded.sampai",
        (jenis.value, sampai),
    )
    return ambil_gangguan(buku) if jenis is not Jenis.NIHIL else TANPA_GANGGUAN
