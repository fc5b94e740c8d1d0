"""Payouts with two worker processes: their rate, and the time from filing to paid at 4 per second.

UKUR_BAYAR2 claims are paid in a burst (10,000 by hand), UKUR_BAYAR2_ALIR are filed one by one.
"""

from __future__ import annotations

import os
import time
from statistics import quantiles

from accounts.models import Peserta
from klaim_jht.models import Klaim
from tests.benchmarks.lingkungan import ajukan, pekerja, sandbox
from tests.benchmarks.payout import (
    bayar_semua,
    kosongkan_antrean,
    periksa_kedua_buku,
    siapkan,
    tunggu,
    tunggu_denyut,
)
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_BAYAR2", "600"))
ALIR = int(os.environ.get("UKUR_BAYAR2_ALIR", "120"))
PER_DETIK = 4.0


def _alirkan(peserta: list[Peserta]) -> list[float]:
    """File so many a second and return the seconds from filing to paid of each."""
    pk = []
    mulai = time.monotonic()
    for ke, satu in enumerate(peserta):
        time.sleep(max(0.0, mulai + ke / PER_DETIK - time.monotonic()))
        pk.append(ajukan(satu).pk)
    klaim = Klaim.objects.filter(pk__in=pk)
    tunggu(lambda: klaim.filter(status="DIBAYAR").count() == len(pk), "every claim was paid")
    return [
        (dibayar - diajukan).total_seconds()
        for diajukan, dibayar in klaim.values_list("diajukan_pada", "dibayar_pada")
        if diajukan and dibayar
    ]


def ukur() -> list[Ukuran]:
    """Pay a burst, then a stream; hold both books together."""
    with sandbox():
        peserta = siapkan(BANYAK + ALIR)
        for satu in peserta[:BANYAK]:
            ajukan(satu)
        kosongkan_antrean()
        with pekerja("pembayaran", proses=2):
            tunggu_denyut()
            detik = bayar_semua()
            beban = os.getloadavg()[0]
            lama = _alirkan(peserta[BANYAK:])
        periksa_kedua_buku(BANYAK + ALIR)
    persentil = quantiles(lama, n=20)
    catatan = f"{os.cpu_count()} cores, load {beban:.1f}"
    return [
        Ukuran("bayar2.laju", BANYAK / detik, ">=", 20, f"per second, {BANYAK} claims, {catatan}"),
        Ukuran(
            "bayar2.p95", persentil[-1], "<=", 5,
            f"seconds, {ALIR} claims at {PER_DETIK:g} per second, median {persentil[9]:.2f}",
        ),
    ]  # fmt: skip
