"""The working calendar: library, decreed days over it, years that nobody has checked."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from accounts.models import CatatanAudit, HariKalender, TahunKalender
from accounts.rules.pelaku import SISTEM
from accounts.selectors import kalender_kerja, tahun_kalender_kurang
from accounts.services.akun import buat_akun
from accounts.services.kalender import cabut_hari, tetapkan_hari, tetapkan_tahun
from accounts.services.peran import siapkan_peran
from jmo.lib.galat import Bentrok, TidakDitemukan
from jmo.lib.tanggal import WIB, hari_ini_wib, tambah_hari_kerja

pytestmark = pytest.mark.usefixtures("db")
SKB = "SKB 3 Menteri 2026 (contoh)"


def _petugas(peran: str) -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


def test_hari_yang_ditetapkan_menggeser_hari_kerja() -> None:
    mulai = date(2026, 11, 23)
    assert tambah_hari_kerja(mulai, 1, kalender_kerja()) == date(2026, 11, 24)
    tetapkan_hari(
        tanggal=date(2026, 11, 24), jenis=HariKalender.Jenis.LIBUR, dasar_hukum=SKB, pelaku=SISTEM
    )
    cuti = tetapkan_hari(
        tanggal=date(2026, 12, 24), jenis=HariKalender.Jenis.KERJA, dasar_hukum=SKB, pelaku=SISTEM
    )
    assert tambah_hari_kerja(mulai, 1, kalender_kerja()) == date(2026, 11, 25)
    assert tambah_hari_kerja(date(2026, 12, 23), 1, kalender_kerja()) == date(2026, 12, 24)
    with pytest.raises(Bentrok, match="kalender_hari_sudah_ada"):
        tetapkan_hari(
            tanggal=date(2026, 12, 24), jenis=HariKalender.Jenis.LIBUR, dasar_hukum=SKB,
            pelaku=SISTEM,
        )  # fmt: skip
    cabut_hari(hari_id=cuti.pk, alasan="SKB dicabut", pelaku=SISTEM)
    assert tambah_hari_kerja(date(2026, 12, 23), 1, kalender_kerja()) == date(2026, 12, 28)
    with pytest.raises(TidakDitemukan):
        cabut_hari(hari_id=cuti.pk, alasan="lagi", pelaku=SISTEM)
    assert CatatanAudit.objects.filter(aksi="kalender.diubah").count() == 3


def test_kalender_membaca_basis_data_hanya_bila_ditanya(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        libur = kalender_kerja()
    with django_assert_num_queries(1):
        assert [libur(date(2026, 8, 17)), libur(date(2026, 8, 18))] == [True, False]


def test_meja_mengingatkan_sampai_tahun_ditetapkan() -> None:
    tetapkan_tahun(tahun=2026, dasar_hukum=SKB, pelaku=SISTEM)
    with travel(datetime(2026, 11, 1, 0, 5, tzinfo=WIB), tick=False):
        assert tahun_kalender_kurang(hari_ini=hari_ini_wib(timezone.now())) == (2027,)
        klien = _petugas("penyelia")
        meja = klien.get(reverse("admin:index")).content.decode()
        assert "Hari libur yang belum dicocokkan dengan SKB" in meja
        jawaban = klien.post(
            reverse("admin:accounts_tahunkalender_add"), {"tahun": 2027, "dasar_hukum": SKB}
        )
        assert jawaban.status_code == 302
        assert tahun_kalender_kurang(hari_ini=date(2026, 11, 1)) == ()
    with pytest.raises(Bentrok, match="kalender_tahun_sudah_ada"):
        tetapkan_tahun(tahun=2027, dasar_hukum=SKB, pelaku=SISTEM)
    assert CatatanAudit.objects.filter(aksi="kalender.ditetapkan").count() == 2


def test_penyelia_menambah_dan_menarik_hari_petugas_hanya_membaca() -> None:
    penyelia, petugas = _petugas("penyelia"), _petugas("petugas")
    tambah = reverse("admin:accounts_harikalender_add")
    isi = {"tanggal": "2026-11-24", "jenis": "LIBUR", "dasar_hukum": SKB}
    assert petugas.post(tambah, isi).status_code == 403
    assert penyelia.post(tambah, isi).status_code == 302
    hari = HariKalender.objects.get()
    assert (hari.tanggal, hari.dasar_hukum) == (date(2026, 11, 24), SKB)
    tombol = reverse("admin:accounts_harikalender_tombol", args=[hari.pk, "cabut"])
    assert petugas.post(tombol, {"alasan": "keliru"}).status_code == 403
    ganda = penyelia.post(tambah, isi)
    assert ganda.status_code == 200
    assert HariKalender.objects.count() == 1
    halaman = penyelia.post(tombol, {"alasan": "keliru"}, follow=True)
    assert "kalender bawaan berlaku lagi" in halaman.content.decode()
    assert not HariKalender.objects.exists()
    assert not TahunKalender.objects.exists()
    catatan = CatatanAudit.objects.filter(aksi="kalender.diubah").latest("pk")
    assert (catatan.pelaku_jenis, catatan.alasan) == ("PETUGAS", "keliru")
