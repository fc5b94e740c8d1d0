"""Payouts per second: 500 filed claims, one worker, concurrency 1, the sandbox's bank."""

from __future__ import annotations

import os

from tests.benchmarks.lingkungan import ajukan, cpu_pohon, pekerja, pid_postgres, sandbox
from tests.benchmarks.payout import (
    bayar_semua,
    kosongkan_antrean,
    periksa_kedua_buku,
    siapkan,
    tunggu_denyut,
)
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_BAYAR", "500"))


def ukur() -> list[Ukuran]:
    """File the claims, pay them, hold both books together, return the rate."""
    with sandbox() as bank:
        for satu in siapkan(BANYAK):
            ajukan(satu)
        kosongkan_antrean()
        with pekerja("pembayaran") as pid:
            tunggu_denyut()
            pohon = {"worker": pid, "database": pid_postgres(), "bank": bank}
            awal = {nama: cpu_pohon(satu) for nama, satu in pohon.items()}
            detik = bayar_semua()
            cpu = {nama: cpu_pohon(satu) - awal[nama] for nama, satu in pohon.items()}
        periksa_kedua_buku(BANYAK)
    rincian = ", ".join(f"{nama} {isi / BANYAK * 1000:.0f} ms" for nama, isi in cpu.items())
    catatan = (
        f"per second, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"CPU of one payout: {rincian}"
    )
    return [Ukuran("bayar", BANYAK / detik, ">=", 10, catatan)]
