"""Payouts per second: 500 filed claims, one worker, concurrency 1, the sandbox's bank."""

from __future__ import annotations

import os
import time
from typing import Any

import requests
from django.conf import settings
from django.db.models import Max, Min, Sum
from django.utils import timezone

from accounts.models import DenyutAntrean, Peserta
from jmo.celery import aplikasi
from klaim_jht.models import Klaim, Pembayaran, PercobaanKirim
from klaim_jht.rules.status import StatusPembayaran
from saldo.models import Jurnal
from tests.benchmarks.lingkungan import (
    ajukan,
    buat_peserta_siap_klaim,
    cpu_pohon,
    pekerja,
    pid_postgres,
    sandbox,
)
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_BAYAR", "500"))


def _taruh_rekening(peserta: list[Peserta]) -> None:
    for satu in peserta:
        rekening = satu.rekening.get()
        jawaban = requests.post(
            f"{settings.SANDBOX_URL['bank']}/kendali/rekening",
            json={"kode_bank": "002", "nomor": rekening.nomor, "nama": satu.nama},
            headers={"X-Kendali": settings.SANDBOX_KENDALI},
            timeout=10,
        )
        assert jawaban.ok, jawaban.text


def _bayar_semua() -> float:
    """Return seconds from the first bell to the last posted journal."""
    daftar = list(
        Pembayaran.objects.filter(status=StatusPembayaran.SIAP).values_list("pk", flat=True)
    )
    mulai = timezone.now()
    for pk in daftar:
        aplikasi.send_task("klaim_jht.kirim_pembayaran", kwargs={"pembayaran_id": pk})
    batas = time.monotonic() + 300
    while Pembayaran.objects.filter(status=StatusPembayaran.BERHASIL).count() < len(daftar):
        assert time.monotonic() < batas, "the payouts did not finish"
        time.sleep(0.2)
    akhir = Jurnal.objects.filter(jenis="PEMBAYARAN").aggregate(a=Max("dibukukan_pada"))["a"]
    return float((akhir - mulai).total_seconds())


def _periksa_kedua_buku() -> None:
    buku = requests.get(
        f"{settings.SANDBOX_URL['bank']}/kendali/buku?batas=1",
        headers={"X-Kendali": settings.SANDBOX_KENDALI},
        timeout=10,
    ).json()
    jumlah = Klaim.objects.filter(status="DIBAYAR").aggregate(a=Sum("neto"))["a"]
    assert buku["total"]["transfer"] == BANYAK, buku["total"]
    assert buku["total"]["dibayar"] == jumlah, (buku["total"], jumlah)
    assert PercobaanKirim.objects.filter(jenis="KIRIM").count() == BANYAK
    assert PercobaanKirim.objects.aggregate(a=Min("pk"))["a"] is not None


def ukur() -> list[Ukuran]:
    """File the claims, pay them, hold both books together, return the rate."""
    with sandbox() as bank:
        peserta = buat_peserta_siap_klaim(BANYAK)
        _taruh_rekening(peserta)
        for satu in peserta:
            ajukan(satu)
        # Bells of filing are taken out, so that the clock starts with an idle worker.
        with aplikasi.connection_for_write() as sambungan:
            kanal: Any = sambungan.default_channel
            kanal.queue_purge("pembayaran")
        with pekerja("pembayaran") as pid:
            aplikasi.send_task("accounts.denyut", args=["pembayaran"], queue="pembayaran")
            _tunggu_denyut()
            pohon = {"worker": pid, "database": pid_postgres(), "bank": bank}
            awal = {nama: cpu_pohon(satu) for nama, satu in pohon.items()}
            detik = _bayar_semua()
            cpu = {nama: cpu_pohon(satu) - awal[nama] for nama, satu in pohon.items()}
        _periksa_kedua_buku()
    rincian = ", ".join(f"{nama} {isi / BANYAK * 1000:.0f} ms" for nama, isi in cpu.items())
    catatan = (
        f"per second, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"CPU of one payout: {rincian}"
    )
    return [Ukuran("bayar", BANYAK / detik, ">=", 10, catatan)]


def _tunggu_denyut() -> None:
    batas = time.monotonic() + 60
    while not DenyutAntrean.objects.filter(pk="pembayaran").exists():
        assert time.monotonic() < batas, "the worker did not start"
        time.sleep(0.1)
