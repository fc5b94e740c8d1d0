"""From kill -9 of a whole worker to the next act on each payment that it held.

Four payments at once: two whose bank has booked them and is silent (they are asked about next), two
that a lock of ours keeps from being sent (they are sent next). Supervisor, beat, lease and sweep
are those of the portal, with their real times.
"""

from __future__ import annotations

import os
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from jmo import layanan
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.services import rem
from tests.benchmarks.awasi import diawasi, matikan
from tests.benchmarks.lingkungan import ajukan, sandbox
from tests.benchmarks.payout import (
    bunyikan,
    kendali,
    kosongkan_antrean,
    periksa_kedua_buku,
    siapkan,
    tunggu,
    tunggu_denyut,
)
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
PUTARAN = int(os.environ.get("UKUR_PULIH", "2"))
SEPASANG = 2


def _bayar(klaim: list[Klaim]) -> list[Pembayaran]:
    return list(Pembayaran.objects.filter(klaim__in=klaim).order_by("pk"))


def _putaran(bisu: list[Klaim], tertahan: list[Klaim]) -> list[float]:
    """Kill the worker while it holds four payments; return how long each waited."""
    dibukukan, belum = _bayar(bisu), _bayar(tertahan)
    bunyikan([satu.pk for satu in dibukukan])
    tunggu(lambda: all(map(_dibukukan_bank, dibukukan)), "the bank booked them", batas=60)
    with transaction.atomic():
        rem._kunci("pg_advisory_xact_lock")
        bunyikan([satu.pk for satu in belum])
        pk = [satu.pk for satu in (*dibukukan, *belum)]
        bebas = Pembayaran.objects.filter(pk__in=pk, sewa_pemilik="")
        tunggu(lambda: not bebas.exists(), "the worker holds all of them", batas=60)
        mati = timezone.now()
        matikan(SOKET, "bayar1")
    return [
        *(_sampai(satu, "TANYA", mati) for satu in dibukukan),
        *(_sampai(satu, "KIRIM", mati) for satu in belum),
    ]


def _dibukukan_bank(bayar: Pembayaran) -> bool:
    return bool(kendali(f"buku?referensi={bayar.partner_ref}")["transfer"])


def _sampai(bayar: Pembayaran, jenis: str, mati: datetime) -> float:
    sesudah = bayar.percobaan_kirim.filter(jenis=jenis, dikirim_pada__gt=mati)
    tunggu(sesudah.exists, f"the next act {jenis}", batas=300)
    pada = sesudah.aggregate(a=Min("dikirim_pada"))["a"]
    return float((pada - mati).total_seconds())


SOKET = layanan.tempat_sekarang().soket / "pengawas-ukur.sock"


def ukur() -> list[Ukuran]:
    """Kill as often as told; every payment is paid once at the end."""
    assert settings.BANK["read_detik"] >= 5
    banyak = 2 * SEPASANG * PUTARAN
    lama: list[float] = []
    with sandbox():
        peserta = siapkan(banyak, lambda ke: "0002" if ke < banyak // 2 else "0000")
        klaim = [ajukan(satu) for satu in peserta]
        kosongkan_antrean()
        with diawasi(SOKET, proses=2 * SEPASANG):
            tunggu_denyut()
            for ke in range(0, banyak // 2, SEPASANG):
                geser = banyak // 2 + ke
                lama += _putaran(klaim[ke : ke + SEPASANG], klaim[geser : geser + SEPASANG])
            tunggu(
                lambda: Klaim.objects.filter(status="DIBAYAR").count() == banyak,
                "every claim was paid", batas=300,
            )  # fmt: skip
        periksa_kedua_buku(banyak)
    catatan = f"seconds, the longest of {len(lama)}; load {os.getloadavg()[0]:.1f}"
    return [Ukuran("pulih", max(lama), "<=", 60, catatan)]
