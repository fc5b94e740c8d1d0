from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saldo.models import PemeriksaanBuku, TahananSaldo
from saldo.selectors.pemeriksaan import hitung_pelanggaran
from saldo.services.pemeriksaan import periksa_buku
from tests.klaim_jht.orang import ajukan, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


def test_buku_yang_baik_tidak_menunggu_siapa_pun() -> None:
    ajukan(buat_siap_klaim())
    assert hitung_pelanggaran() == (0, None)
    periksa_buku()
    assert hitung_pelanggaran() == (0, None)


def test_pelanggaran_menunggu_sejak_ditemukan() -> None:
    ajukan(buat_siap_klaim())
    TahananSaldo.objects.update(jumlah=1)
    periksa_buku()
    assert hitung_pelanggaran() == (1, PemeriksaanBuku.objects.get().selesai_pada)


def test_buku_yang_lama_tidak_diperiksa_pun_menunggu() -> None:
    ajukan(buat_siap_klaim())
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert hitung_pelanggaran()[0] == 1
    periksa_buku()
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert hitung_pelanggaran() == (0, None)
    with time_machine.travel(timezone.now() + timedelta(hours=27), tick=False):
        assert hitung_pelanggaran()[0] == 1
