"""One working day of the whole country: 14,000 claims, paid while things break.

One answer of the bank in fifty is lost, one account in a hundred is refused, and each minute a
worker is killed. UKUR_HARI=14000 is the whole day; without it a small one shows that it runs.
"""

from __future__ import annotations

import os
import time

from django.db import connection
from django.db.models import Sum

from jmo import layanan
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from saldo.selectors.invarian import periksa_invarian, semua_invarian
from tests.benchmarks.awasi import diawasi, matikan
from tests.benchmarks.lingkungan import ajukan, sandbox
from tests.benchmarks.payout import (
    bunyikan,
    kendali,
    kosongkan_antrean,
    siapkan,
    tunggu_denyut,
)
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_HARI", "300"))
SEHARI = 14_000
PEKERJA = 2
# The bank asked for what a killed worker may have sent, and did not know it: two officers decide.
_BERJALAN = """
SELECT count(*) FROM klaim_jht_pembayaran p
WHERE p.status IN ('SIAP', 'DIKIRIM', 'DITERIMA_BANK')
   OR p.status = 'BELUM_PASTI' AND NOT EXISTS (
        SELECT 1 FROM klaim_jht_percobaankirim t
        WHERE t.pembayaran_id = p.id AND t.jenis = 'TANYA' AND t.hasil = 'TIDAK_DITEMUKAN')
"""
SOKET = layanan.tempat_sekarang().soket / "pengawas-ukur.sock"


def _skenario(ke: int) -> str:
    if ke % 100 == 7:
        return "0007"  # refused
    return {3: "0009", 53: "0004"}.get(ke % 100, "0000")  # booked, the answer is lost


def _berjalan() -> int:
    with connection.cursor() as kursor:
        kursor.execute(_BERJALAN)
        return int(kursor.fetchone()[0])


def _sehari() -> tuple[float, int]:
    """Ring for everything, kill a worker a minute; return seconds and kills."""
    mulai = time.monotonic()
    bunyikan(list(Pembayaran.objects.filter(status="SIAP").values_list("pk", flat=True)))
    bunuh = 0
    while _berjalan():
        lewat = time.monotonic() - mulai
        assert lewat < 3600, "the day did not end"
        # The first one early, so that a small day meets a kill too.
        if lewat > 5 + 60 * bunuh:
            matikan(SOKET, f"bayar{1 + bunuh % PEKERJA}")
            bunuh += 1
        time.sleep(0.5)
    return time.monotonic() - mulai, bunuh


def _periksa() -> dict[str, int]:
    """Hold both books together; returns how many claims ended how."""
    berhasil = Pembayaran.objects.filter(status=StatusPembayaran.BERHASIL)
    total = kendali("buku?batas=1")["total"]
    assert total["dibayar"] == berhasil.aggregate(a=Sum("jumlah"))["a"], total
    assert total["transfer"] == berhasil.count(), total
    assert Klaim.objects.filter(status="DIBAYAR").count() == berhasil.count()
    for satu in periksa_invarian([butir for butir in semua_invarian() if not butir.rantai]):
        assert satu.dipenuhi, (satu.invarian.kode, satu.contoh)
    akhir: dict[str, int] = {}
    for status in Klaim.objects.values_list("status", flat=True):
        akhir[status] = akhir.get(status, 0) + 1
    return akhir


def ukur() -> list[Ukuran]:
    """File everything, then pay it in the worst of days."""
    with sandbox():
        for satu in siapkan(BANYAK, _skenario):
            ajukan(satu)
        kosongkan_antrean()
        with diawasi(SOKET, pekerja=PEKERJA):
            tunggu_denyut()
            detik, bunuh = _sehari()
        akhir = _periksa()
    menit = detik / 60
    catatan = (
        f"minutes for {BANYAK} claims, {bunuh} workers killed; "
        + ", ".join(f"{nama} {kali}" for nama, kali in sorted(akhir.items()))
        + f"; load {os.getloadavg()[0]:.1f}"
    )
    # A small day has the same share of the time and, whatever its size, two leases more.
    batas = 20.0 if BANYAK >= SEHARI else 20 * BANYAK / SEHARI + 2
    return [Ukuran("hari_nasional", menit, "<=", batas, catatan)]
