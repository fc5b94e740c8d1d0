"""Killed with SIGKILL at every step of a payout: both books hold the money once, or wait."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from jmo.gateways.bank_snap import BankSnap
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.services.pembayaran import sapu_pembayaran
from saldo.models import Jurnal, TahananSaldo
from tests.klaim_jht.bank import (
    dibayar_bank,
    hitung_kiriman,
    kendali_bank,
    kerjakan,
    klaim_di_bank,
    satu_pembayaran,
)
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)
AKAR = Path(__file__).resolve().parents[3]


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    yield klien
    klien.tutup()


def _bunuh(klaim: Klaim, saat: str) -> Pembayaran:
    """Let a worker of its own die at that moment, then let its lease run out."""
    bayar = satu_pembayaran(klaim)
    nama = str(connection.settings_dict["NAME"])
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.klaim_jht.pekerja_mati", saat, str(bayar.pk), nama],
        cwd=AKAR, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "JMO_PERAN_DB": "aplikasi", "JMO_LAYANAN_DIJAGA": "1"},
    )  # fmt: skip
    assert hasil.returncode == -signal.SIGKILL, hasil.stderr[-2000:]
    bayar.refresh_from_db()
    assert bayar.sewa_pemilik, "the dead worker still holds the lease"
    Pembayaran.objects.filter(pk=bayar.pk).update(sewa_sampai=timezone.now() - timedelta(seconds=1))
    return bayar


@pytest.mark.parametrize(
    ("saat", "status"),
    [
        ("sebelum-dikirim-tertulis", "SIAP"),
        ("sesudah-bank-membukukan", "DIKIRIM"),
        ("saat-membukukan", "DIKIRIM"),
    ],
)
def test_pekerja_lain_melanjutkan_dan_uang_sampai_sekali(
    bank: BankSnap, saat: str, status: str
) -> None:
    klaim = klaim_di_bank("0000")
    jurnal = Jurnal.objects.count()
    assert _bunuh(klaim, saat).status == status
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert Jurnal.objects.count() == jurnal
    Pembayaran.objects.filter(klaim=klaim).update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    assert sapu_pembayaran() == 1
    bayar = kerjakan(klaim, bank, kali=2)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert dibayar_bank(bayar) == [klaim.neto]
    assert hitung_kiriman(bayar) == 1
    assert TahananSaldo.objects.get().status == "DIPAKAI"
    assert Jurnal.objects.count() == jurnal + 1


def test_yang_mungkin_terkirim_tidak_dikirim_lagi_oleh_mesin(bank: BankSnap) -> None:
    """Nothing left the house, but no machine can know that: the bank is asked, nobody sends."""
    klaim = klaim_di_bank("0000")
    assert _bunuh(klaim, "sebelum-soket").status == "DIKIRIM"
    bayar = kerjakan(klaim, bank, kali=4)
    assert bayar.status == "BELUM_PASTI"
    assert klaim.status == "PEMBAYARAN_BELUM_PASTI"
    assert (hitung_kiriman(bayar), dibayar_bank(bayar)) == (1, [])
    assert TahananSaldo.objects.get().status == "DITAHAN"


def test_mati_sesudah_dibukukan_tidak_membukukan_lagi(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    jurnal = Jurnal.objects.count()
    assert _bunuh(klaim, "sesudah-dibukukan").status == "BERHASIL"
    assert sapu_pembayaran() == 0
    bayar = kerjakan(klaim, bank, kali=2)
    assert (klaim.status, dibayar_bank(bayar)) == ("DIBAYAR", [klaim.neto])
    assert Jurnal.objects.count() == jurnal + 1
