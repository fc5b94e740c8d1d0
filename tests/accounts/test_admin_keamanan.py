from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Akun, LaporanBukanSaya, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.bukan_saya import laporkan_bukan_saya
from accounts.services.peran import siapkan_peran
from accounts.services.pesan import beri_tahu
from accounts.services.tanda_pesan import tanda_pesan


@pytest.fixture
def laporan(budi: Peserta) -> LaporanBukanSaya:
    assert budi.akun is not None
    beri_tahu(
        akun=budi.akun, jenis="perangkat_baru", keamanan=True, kunci_sekali="uji",
        data={"perangkat": "Chrome", "pada": timezone.now()},
    )  # fmt: skip
    return laporkan_bukan_saya(tanda=tanda_pesan(Pesan.objects.get().referensi))


@pytest.fixture
def klien(db: None) -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna="hadi", kata_sandi=None, petugas=True, peran=["petugas"], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


def tekan(klien: Client, laporan: LaporanBukanSaya, tombol: str, alasan: str) -> str:
    alamat = reverse("admin:accounts_laporanbukansaya_tombol", args=[laporan.pk, tombol])
    return klien.post(alamat, {"alasan": alasan}, follow=True).content.decode()


def test_meja_menunjukkan_laporan_lalu_petugas_menutupnya(
    klien: Client, laporan: LaporanBukanSaya, budi: Peserta
) -> None:
    assert "Laporan bukan saya yang terbuka" in klien.get(reverse("admin:index")).content.decode()
    daftar = klien.get(reverse("admin:accounts_laporanbukansaya_changelist"))
    assert "Masuk dari perangkat baru" in daftar.content.decode()
    assert "Tuliskan alasannya" in tekan(klien, laporan, "aman", "")
    assert "Laporan ditutup" in tekan(klien, laporan, "aman", "Ditelepon, data cocok.")
    laporan.refresh_from_db()
    petugas = Akun.objects.get(nama_pengguna="hadi")
    assert (laporan.hasil, laporan.petugas) == ("AMAN", petugas)
    budi.refresh_from_db()
    assert budi.bukan_saya_pada is None
