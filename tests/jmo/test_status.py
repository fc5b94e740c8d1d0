"""The public page of the day's figures: honest, cheap, without a person on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.services.sewa import catat_denyut
from klaim_jht.models import Klaim, PeringatanJanji
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors.angka import angka_hari
from klaim_jht.services.status import pindahkan
from tests.benchmarks.lingkungan import PELAKU
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def tanpa_singgahan() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _baca(client: Client) -> str:
    jawaban = client.get(reverse("status"))
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def test_sedikit_klaim_berarti_tidak_ada_angka(client: Client) -> None:
    klaim = ajukan(buat_siap_klaim())
    bayar(klaim)
    isi = _baca(client)
    assert isi.count("belum cukup klaim untuk dikatakan") == 3
    for rahasia in (klaim.peserta.nama, str(klaim.nomor), str(klaim.neto)):
        assert rahasia not in isi


def test_angka_hari_tanpa_waktu_yang_dipakai_peserta() -> None:
    from django.db import transaction

    kini = timezone.now()
    mulai = kini - timedelta(hours=2)
    klaim = ajukan(buat_siap_klaim())
    with transaction.atomic():
        pindahkan(klaim, StatusKlaim.PERLU_PERBAIKAN_REKENING, pelaku=PELAKU)
        pindahkan(klaim, StatusKlaim.DISETUJUI, pelaku=PELAKU)
        pindahkan(klaim, StatusKlaim.PEMBAYARAN_DIPROSES, pelaku=PELAKU)
    jeda = klaim.riwayat.get(ke="PERLU_PERBAIKAN_REKENING").pada
    sesudah = klaim.riwayat.filter(ke="DISETUJUI").latest("pk").pada
    bayar(klaim)
    Klaim.objects.filter(pk=klaim.pk).update(
        diajukan_pada=kini - timedelta(minutes=10), dibayar_pada=kini
    )
    PeringatanJanji.objects.create(klaim=klaim, persen=100, sebab="BANK", batas_pada=kini)
    PeringatanJanji.objects.create(klaim=klaim, persen=80, sebab="BANK", batas_pada=kini)
    angka = angka_hari(sejak=mulai, kini=timezone.now())
    assert (angka.dibayar, angka.tanpa_petugas, angka.dilanggar, angka.berjalan) == (1, 1, 1, 0)
    assert angka.median == angka.p95 == timedelta(minutes=10) - (sesudah - jeda)
    assert angka_hari(sejak=kini + timedelta(days=1), kini=kini).median is None


def test_halaman_hanya_bertanya_sekali_dalam_beberapa_detik(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        _baca(client)
    with django_assert_num_queries(0):
        _baca(client)


def test_antrean_yang_tuli_dikatakan(client: Client) -> None:
    assert "Pembayaran sedang tersendat" in _baca(client)
    for antrean in settings.ANTREAN:
        catat_denyut(antrean=antrean)
    cache.clear()
    assert "Semua berjalan biasa" in _baca(client)


def test_dua_bahasa_dan_tautan_dari_halaman_masuk(client: Client) -> None:
    assert reverse("status") in client.get(reverse("account_login")).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "not enough claims yet to say" in _baca(client)
