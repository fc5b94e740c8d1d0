"""Several workers find the same later money at the same moment: one payment is written."""

from __future__ import annotations

from threading import Barrier

import pytest
from django.db import IntegrityError

from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.selectors import susulan as baca
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.services import susulan as layanan
from klaim_jht.services.susulan import bayar_susulan
from saldo.models import TahananSaldo
from saldo.selectors.invarian import periksa_invarian
from tests.balapan.test_tahan_saldo import bersama
from tests.klaim_jht.susulan import TAMBAHAN, klaim_dibayar, uang_datang

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def klaim() -> Klaim:
    klaim = klaim_dibayar()
    uang_datang(klaim)
    return klaim


def test_tanpa_kunci_klaim_basis_data_yang_menolak(
    klaim: Klaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    gerbang = Barrier(2, timeout=20)

    def tanpa_kunci(klaim_id: int) -> Klaim:
        return Klaim.objects.select_related("peserta__akun", "rekening").get(pk=klaim_id)

    def kartu(satu: Klaim) -> list[int]:
        hasil = baca.kartu_susulan(satu)
        gerbang.wait()
        return hasil

    monkeypatch.setattr(layanan, "kunci_klaim", tanpa_kunci)
    monkeypatch.setattr(layanan, "kunci_kartu_peserta", lambda **_: None)
    monkeypatch.setattr(layanan, "kartu_susulan", kartu)

    def satu() -> str:
        try:
            bayar_susulan(klaim_id=klaim.pk)
        except IntegrityError as galat:
            return str(galat)
        return ""

    hasil = bersama(satu, satu)
    assert sum("susulan_urutan_unik" in satu for satu in hasil) == 1, hasil
    assert Susulan.objects.count() == Pembayaran.objects.filter(jenis="SUSULAN").count() == 1


def test_empat_pekerja_menulis_satu_pembayaran(klaim: Klaim) -> None:
    hasil = bersama(*[lambda: bayar_susulan(klaim_id=klaim.pk)] * 4)
    assert {satu.pk for satu in hasil} == {Susulan.objects.get().pk}
    assert Pembayaran.objects.get(jenis="SUSULAN").jumlah == TAMBAHAN
    assert TahananSaldo.objects.filter(status="DITAHAN").count() == 1
    assert all(satu.dipenuhi for satu in periksa_invarian(INVARIAN_PEMBAYARAN))
