"""A real worker on the real broker, its whole tree killed with SIGKILL while it pays.

Nothing in the portal is patched: a silent bank or a locked row holds the worker where it is to die.
The moments that cannot be held from outside stand in `test_pembayaran_mati`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from jmo.celery import aplikasi
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.services.pembayaran import sapu_pembayaran
from saldo.models import Jurnal, TahananSaldo
from tests.klaim_jht.bank import (
    dibayar_bank,
    hitung_kiriman,
    kendali_bank,
    klaim_di_bank,
    satu_pembayaran,
)

pytestmark = pytest.mark.django_db(transaction=True)
AKAR = Path(__file__).resolve().parents[2]


@contextmanager
def _pekerja() -> Iterator[Callable[[], None]]:
    """Run the worker of queue `pembayaran` as `manage.py run` does; gives what kills its tree."""
    basis = connection.settings_dict
    lingkungan = {
        **os.environ,
        "JMO_PERAN_DB": "aplikasi",
        "JMO_LAYANAN_DIJAGA": "1",
        "BANK_TANYA_SETELAH": "1,2,5",
        "DATABASE_URL": f"postgresql://jmo_aplikasi@/{basis['NAME']}?host={basis['HOST']}",
    }
    proses = subprocess.Popen(
        [sys.executable, "-m", "celery", "--quiet", "-A", "jmo.celery:aplikasi", "worker",
         "-Q", "pembayaran", "-c", "1", "-n", "bayar@uji", "-l", "ERROR",
         "--without-gossip", "--without-mingle"],
        cwd=AKAR, env=lingkungan, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip

    def bunuh() -> None:
        if proses.poll() is None:
            os.killpg(proses.pid, signal.SIGKILL)
        proses.wait(timeout=20)

    try:
        yield bunuh
    finally:
        bunuh()


def _tunggu(syarat: Callable[[], bool], apa: str) -> None:
    batas = time.monotonic() + 30
    while not syarat():
        assert time.monotonic() < batas, f"did not happen: {apa}"
        time.sleep(0.05)


@pytest.fixture
def klaim(sandbox: dict[str, str]) -> Iterator[Klaim]:
    """A claim on an account whose bank books the transfer and then says nothing for long."""
    kendali_bank("mulai_ulang", {})
    with aplikasi.connection_for_write() as broker:
        kanal: Any = broker.default_channel
        kanal.queue_purge("pembayaran")
    yield klaim_di_bank("0002")
    kendali_bank("gangguan", {"jenis": "nihil", "detik": 0})


def _lanjutkan(klaim: Klaim) -> Pembayaran:
    """Let the lease run out, sweep, and let another worker finish."""
    lewat = timezone.now() - timedelta(seconds=1)
    baris = Pembayaran.objects.filter(klaim=klaim)
    assert baris.exclude(sewa_pemilik="").exists(), "the dead worker still holds the lease"
    assert sapu_pembayaran() == 0, "nobody else comes in while the lease runs"
    baris.update(sewa_sampai=lewat, jatuh_pada=lewat)
    assert sapu_pembayaran() == 1
    with _pekerja():
        # The silent bank answers the first message late; its next inquiry is due at once.
        def selesai() -> bool:
            if satu_pembayaran(klaim).status == "BERHASIL":
                return True
            if baris.filter(sewa_pemilik="", jatuh_pada__gt=timezone.now()).update(
                jatuh_pada=lewat
            ):
                sapu_pembayaran()
            return False

        _tunggu(selesai, "paid by the next worker")
    klaim.refresh_from_db()
    return satu_pembayaran(klaim)


def _dibayar_sekali(klaim: Klaim, bayar: Pembayaran, jurnal: int) -> None:
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert dibayar_bank(bayar) == [klaim.neto]
    assert hitung_kiriman(bayar) == 1
    assert Jurnal.objects.count() == jurnal + 1
    assert TahananSaldo.objects.get().status == "DIPAKAI"


def test_mati_sebelum_mengirim(klaim: Klaim) -> None:
    """The bank is silent from its first door on, so nothing was written as sent."""
    jurnal = Jurnal.objects.count()
    kendali_bank("gangguan", {"jenis": "diam", "detik": 120})
    with _pekerja() as bunuh:
        _tunggu(lambda: satu_pembayaran(klaim).sewa_pemilik != "", "a worker took the row")
        bunuh()
    bayar = satu_pembayaran(klaim)
    assert (bayar.status, hitung_kiriman(bayar), dibayar_bank(bayar)) == ("SIAP", 0, [])
    kendali_bank("gangguan", {"jenis": "nihil", "detik": 0})
    _dibayar_sekali(klaim, _lanjutkan(klaim), jurnal)


def test_mati_selagi_bank_sudah_membukukan(klaim: Klaim) -> None:
    jurnal = Jurnal.objects.count()
    with _pekerja() as bunuh:
        _tunggu(lambda: dibayar_bank(satu_pembayaran(klaim)) != [], "the bank booked it")
        bunuh()
    assert satu_pembayaran(klaim).status == "DIKIRIM"
    assert Jurnal.objects.count() == jurnal
    _dibayar_sekali(klaim, _lanjutkan(klaim), jurnal)


def test_mati_selagi_kita_membukukan(sandbox: dict[str, str]) -> None:
    """The bank has said "paid"; our own book is locked by somebody while the worker writes."""
    kendali_bank("mulai_ulang", {})
    klaim = klaim_di_bank("0000")
    jurnal = Jurnal.objects.count()
    with _pekerja() as bunuh:
        with transaction.atomic():
            TahananSaldo.objects.select_for_update().get()
            _tunggu(_ada_yang_menunggu_kunci, "the worker reached our book")
            bunuh()
        _tunggu(lambda: not _ada_yang_menunggu_kunci(), "the server let go of the dead worker")
    assert satu_pembayaran(klaim).status == "DIKIRIM"
    assert Jurnal.objects.count() == jurnal
    assert TahananSaldo.objects.get().status == "DITAHAN"
    _dibayar_sekali(klaim, _lanjutkan(klaim), jurnal)


def _ada_yang_menunggu_kunci() -> bool:
    with connection.cursor() as kursor:
        kursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(kursor.fetchone()[0])
