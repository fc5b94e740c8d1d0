"""Payments held against the book, as the nightly check does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from saldo.models import TahananSaldo
from saldo.selectors.invarian import periksa_invarian, semua_invarian
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


def langgar() -> dict[str, int]:
    hasil = periksa_invarian(INVARIAN_PEMBAYARAN)
    return {s.invarian.kode: s.jumlah for s in hasil if not s.dipenuhi}


@pytest.fixture
def dibayar() -> Klaim:
    """One claim is paid, another one waits for the bank."""
    klaim = ajukan(buat_siap_klaim())
    bayar(klaim)
    ajukan(buat_siap_klaim())
    return klaim


def test_pembayaran_dan_jurnal_cocok(dibayar: Klaim) -> None:
    assert langgar() == {}
    assert set(INVARIAN_PEMBAYARAN) <= set(semua_invarian())
    assert all(satu.dipenuhi for satu in periksa_invarian() if satu.invarian.kode != "R3")


def test_jumlah_yang_berbeda_ketahuan(dibayar: Klaim) -> None:
    Pembayaran.objects.filter(klaim=dibayar).update(jumlah=F("jumlah") + 1)
    assert langgar() == {"I5": 1, "I8": 1}


def test_dibayar_tanpa_jurnal_ketahuan(dibayar: Klaim) -> None:
    lain = Klaim.objects.exclude(pk=dibayar.pk).get()
    Pembayaran.objects.filter(klaim=lain).update(status="BERHASIL", referensi_bank="X1")
    assert langgar() == {"I5": 1}


def test_jurnal_tanpa_pembayaran_ketahuan(dibayar: Klaim) -> None:
    Pembayaran.objects.filter(klaim=dibayar).update(status="GAGAL_PASTI")
    assert langgar() == {"I5": 1}


def test_tahanan_yang_tampak_belum_dipakai_ketahuan(dibayar: Klaim) -> None:
    TahananSaldo.objects.filter(status="DIPAKAI").update(status="DITAHAN")
    assert langgar() == {"I5": 1}


def test_hari_yang_berbeda_ketahuan(dibayar: Klaim) -> None:
    Pembayaran.objects.filter(klaim=dibayar).update(
        berhasil_pada=F("berhasil_pada") - timedelta(days=1)
    )
    assert langgar() == {"I8": 2}
