"""Officers see later money and slips, and let the one go on that waits for them."""

from __future__ import annotations

import pytest

from accounts.rules.pelaku import SISTEM
from klaim_jht.models import BuktiPotong, Susulan
from klaim_jht.services.bukti_potong import terbitkan_bukti
from klaim_jht.services.susulan import bayar_susulan
from tests.klaim_jht.services.test_susulan import tolak
from tests.klaim_jht.susulan import klaim_dibayar, uang_datang
from tests.klaim_jht.test_admin import petugas

pytestmark = pytest.mark.django_db(transaction=True)


def test_uang_susulan_yang_ditolak_bank_dilanjutkan_petugas() -> None:
    klaim = klaim_dibayar()
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    tolak(klaim, rekening=False)
    susulan = Susulan.objects.get()
    rina = petugas("petugas")
    meja = rina.get("/petugas/").content.decode()
    assert "Uang susulan yang menunggu petugas" in meja
    daftar = rina.get("/petugas/klaim_jht/susulan/?menunggu=PETUGAS").content.decode()
    assert "Rp57.000" in daftar
    alamat = f"/petugas/klaim_jht/susulan/{susulan.pk}/"
    assert "Kirim lagi" in rina.get(f"{alamat}change/").content.decode()
    jawaban = rina.post(f"{alamat}tombol/lanjutkan/", {"alasan": "Batas naik."}, follow=True)
    assert "masuk antrean" in jawaban.content.decode()
    assert klaim.pembayaran.latest("ke").status == "SIAP"
    assert "Kirim lagi" not in rina.get(f"{alamat}change/").content.decode()


def test_bukti_potong_terbaca_dan_tidak_dapat_diubah() -> None:
    baris = klaim_dibayar().pembayaran.get()
    bukti = terbitkan_bukti(pembayaran_id=baris.pk, pelaku=SISTEM)
    auditor = petugas("auditor")
    alamat = f"/petugas/klaim_jht/buktipotong/{bukti.pk}/"
    isi = auditor.get(f"{alamat}change/").content.decode()
    assert bukti.nomor in isi
    assert bukti.nomor in auditor.get("/petugas/klaim_jht/buktipotong/").content.decode()
    assert auditor.post(f"{alamat}delete/").status_code == 403
    assert BuktiPotong.objects.count() == 1
