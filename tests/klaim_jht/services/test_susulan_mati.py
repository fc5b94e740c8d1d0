"""Killed with SIGKILL at every step of later money: held or not at all, and paid once."""

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
from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.selectors.susulan import klaim_bersusulan
from klaim_jht.services.pembayaran import kirim_pembayaran
from klaim_jht.services.susulan import bayar_susulan
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.selectors.invarian import periksa_invarian
from tests.klaim_jht.bank import dibayar_bank, hitung_kiriman, kendali_bank, kerjakan, klaim_di_bank
from tests.klaim_jht.susulan import TAMBAHAN, uang_datang
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)
AKAR = Path(__file__).resolve().parents[3]


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    yield klien
    klien.tutup()


@pytest.fixture
def klaim(bank: BankSnap) -> Klaim:
    """A claim that the bank paid, and money that came to its card afterwards."""
    klaim = klaim_di_bank("0000")
    assert kerjakan(klaim, bank).status == "BERHASIL"
    uang_datang(klaim)
    return klaim


def _bunuh(saat: str, baris_id: int) -> None:
    nama = str(connection.settings_dict["NAME"])
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.klaim_jht.pekerja_susulan_mati", saat, str(baris_id), nama],
        cwd=AKAR, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "JMO_PERAN_DB": "aplikasi", "JMO_LAYANAN_DIJAGA": "1"},
    )  # fmt: skip
    assert hasil.returncode == -signal.SIGKILL, hasil.stderr[-2000:]


def _tuntaskan(klaim: Klaim, bank: BankSnap) -> None:
    """Let what a dead worker left be found again, and see it paid once in both books."""
    lewat = timezone.now() - timedelta(seconds=1)
    Pembayaran.objects.filter(klaim=klaim, jenis="SUSULAN").update(
        sewa_sampai=lewat, jatuh_pada=lewat
    )
    bayar = Pembayaran.objects.get(klaim=klaim, jenis="SUSULAN")
    for _ in range(2):
        Pembayaran.objects.filter(pk=bayar.pk, jatuh_pada__isnull=False).update(jatuh_pada=lewat)
        kirim_pembayaran(pembayaran_id=bayar.pk, bank=bank)
    bayar.refresh_from_db()
    assert (bayar.status, hitung_kiriman(bayar)) == ("BERHASIL", 1)
    assert dibayar_bank(bayar) == [TAMBAHAN]
    assert Susulan.objects.get().dibayar_pada is not None
    assert saldo_peserta(klaim.peserta).total == 0
    assert {satu.status for satu in TahananSaldo.objects.all()} == {"DIPAKAI"}
    assert [s.invarian.kode for s in periksa_invarian(INVARIAN_PEMBAYARAN) if not s.dipenuhi] == []
    assert klaim_bersusulan() == []


@pytest.mark.parametrize(
    ("saat", "tertulis"),
    [
        ("sesudah-ditahan", False),
        ("sesudah-pembayaran-ditulis", False),
        ("sesudah-tercatat", True),
    ],
)
def test_mati_saat_menulis_uang_susulan(
    klaim: Klaim, bank: BankSnap, saat: str, tertulis: bool
) -> None:
    _bunuh(saat, klaim.pk)
    assert Susulan.objects.exists() is tertulis
    assert Pembayaran.objects.filter(jenis="SUSULAN").exists() is tertulis
    # What was written is a due row; what was not is found on the card again.
    assert klaim_bersusulan() == ([] if tertulis else [klaim.pk])
    bayar_susulan(klaim_id=klaim.pk)
    _tuntaskan(klaim, bank)


@pytest.mark.parametrize("saat", ["sesudah-bank-membukukan", "saat-membukukan"])
def test_mati_saat_mengirim_uang_susulan(klaim: Klaim, bank: BankSnap, saat: str) -> None:
    bayar_susulan(klaim_id=klaim.pk)
    bayar = Pembayaran.objects.get(jenis="SUSULAN")
    _bunuh(saat, bayar.pk)
    bayar.refresh_from_db()
    assert bayar.status == "DIKIRIM"
    assert TahananSaldo.objects.filter(status="DITAHAN").exists()
    _tuntaskan(klaim, bank)
