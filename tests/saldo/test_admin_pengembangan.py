from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from saldo.models import Kepesertaan, Ketentuan, KreditPengembangan, PutaranPengembangan
from saldo.services.pengembangan import lanjutkan_putaran
from saldo.services.tarif import muat_tarif_contoh
from tests.pabrik import buat_kartu_bersaldo

pytestmark = pytest.mark.usefixtures("db")


def masuk(peran: str) -> Client:
    siapkan_peran()
    klien = Client()
    klien.force_login(
        buat_akun(nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM)
    )
    return klien


@pytest.fixture
def kartu() -> Kepesertaan:
    muat_tarif_contoh(pelaku=SISTEM)
    return buat_kartu_bersaldo()


def tombol(tahun: int) -> str:
    tarif = Ketentuan.objects.get(jenis="TARIF_PENGEMBANGAN", berlaku_sejak=date(tahun, 1, 1))
    return reverse("admin:saldo_ketentuan_tombol", args=[tarif.pk, "tutup_tahun"])


def test_penyelia_memulai_dan_melihat_kemajuannya(kartu: Kepesertaan) -> None:
    klien = masuk("penyelia")
    halaman = klien.get(tombol(2024).replace("tombol/tutup_tahun/", "change/")).content.decode()
    assert "Bukukan hasil pengembangan tahun ini" in halaman
    jawaban = klien.post(tombol(2024), follow=True)
    assert (
        "Hasil pengembangan tahun 2024 mulai dibukukan untuk 1 kartu." in jawaban.content.decode()
    )
    putaran = PutaranPengembangan.objects.get()
    assert putaran.diminta_oleh is not None
    assert putaran.diminta_oleh.nama_pengguna == "penyelia"
    lanjutkan_putaran(putaran_id=putaran.pk)
    kredit = KreditPengembangan.objects.get()
    for nama, satu in (("putaranpengembangan", putaran.pk), ("kreditpengembangan", kredit.pk)):
        daftar = klien.get(reverse(f"admin:saldo_{nama}_changelist")).content.decode()
        isi = klien.get(reverse(f"admin:saldo_{nama}_change", args=[satu])).content.decode()
        assert "1 dari 1" in daftar + isi or nama != "putaranpengembangan"
        assert kartu.kpj not in daftar + isi
    lagi = klien.post(tombol(2024), follow=True).content.decode()
    assert "Hasil pengembangan tahun 2024 sudah dibukukan untuk semua." in lagi


@pytest.mark.parametrize("peran", ["petugas", "auditor"])
def test_hanya_penyelia_yang_boleh_memulai(kartu: Kepesertaan, peran: str) -> None:
    klien = masuk(peran)
    assert klien.post(tombol(2024)).status_code == 403
    assert not PutaranPengembangan.objects.exists()


def test_tahun_berjalan_tidak_punya_tombol(kartu: Kepesertaan) -> None:
    assert masuk("penyelia").post(tombol(2026)).status_code == 403
