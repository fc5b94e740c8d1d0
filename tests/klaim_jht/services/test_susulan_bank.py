"""Later money through the sandbox bank, and the one that comes with the year's final rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.tanggal import WIB, hari_ini_wib
from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.services.pembayaran import kirim_pembayaran
from klaim_jht.services.susulan import bayar_susulan, sapu_susulan
from saldo.models import Kepesertaan, Ketentuan
from saldo.selectors import saldo_peserta
from saldo.selectors.invarian import periksa_invarian
from saldo.services.tarif import bukukan_pengembangan
from tests.klaim_jht.bank import (
    dibayar_bank,
    hitung_kiriman,
    kendali_bank,
    kerjakan,
    klaim_di_bank,
    satu_pembayaran,
)
from tests.klaim_jht.susulan import TAMBAHAN, klaim_dibayar, uang_datang
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=3.0))
    yield klien
    klien.tutup()


def dibayar(bank: BankSnap, akhiran: str) -> Klaim:
    """Let the bank pay a claim; what it does with the next transfer follows from the digits."""
    klaim = klaim_di_bank(akhiran)
    bayar = satu_pembayaran(klaim)
    for _ in range(4):
        if bayar.status == "BERHASIL":
            break
        bayar = kerjakan(klaim, bank)
    assert klaim.status == "DIBAYAR"
    return klaim


def kerjakan_susulan(klaim: Klaim, bank: BankSnap) -> Pembayaran:
    baris = Pembayaran.objects.filter(klaim=klaim, jenis="SUSULAN")
    baris.filter(jatuh_pada__isnull=False).update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    kirim_pembayaran(pembayaran_id=baris.get().pk, bank=bank)
    return baris.get()


@pytest.mark.parametrize(
    "akhiran",
    [pytest.param("0000", id="lancar"), pytest.param("0002", id="dibukukan-jawaban-hilang")],
)
def test_dibayar_bank_tepat_sekali(bank: BankSnap, akhiran: str) -> None:
    klaim = dibayar(bank, akhiran)
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    bayar = kerjakan_susulan(klaim, bank)
    if akhiran == "0002":
        assert bayar.status == "BELUM_PASTI"
        assert Klaim.objects.get().status == "DIBAYAR"
        bayar = kerjakan_susulan(klaim, bank)
    assert (bayar.status, hitung_kiriman(bayar)) == ("BERHASIL", 1)
    assert dibayar_bank(bayar) == [TAMBAHAN]
    kerjakan_susulan(klaim, bank)
    assert dibayar_bank(bayar) == [TAMBAHAN]
    assert saldo_peserta(klaim.peserta).total == 0
    assert all(satu.dipenuhi for satu in periksa_invarian(INVARIAN_PEMBAYARAN))


def test_hasil_pengembangan_akhir_tahun_dibayar_susulan() -> None:
    klaim = klaim_dibayar()
    tahun = hari_ini_wib(timezone.now()).year
    tarif = Ketentuan.objects.filter(jenis="TARIF_PENGEMBANGAN").latest("berlaku_sejak")
    tarif.pk, tarif.nilai = None, Decimal("0.30")
    tarif.berlaku_sejak, tarif.berlaku_sampai = date(tahun, 1, 1), date(tahun, 12, 31)
    tarif.save()
    with time_machine.travel(datetime(tahun + 1, 2, 1, 9, tzinfo=WIB), tick=False):
        jurnal = bukukan_pengembangan(
            kepesertaan=Kepesertaan.objects.get(), tahun=tahun, pelaku=SISTEM
        )
        assert jurnal is not None
        assert sapu_susulan() == 1
        bayar_susulan(klaim_id=klaim.pk)
        susulan = Susulan.objects.get()
        assert susulan.bruto > 0
        assert (susulan.skema, susulan.pajak) == ("FINAL", 0)
        assert saldo_peserta(klaim.peserta).tersedia == 0
