"""Other rights beside a filed claim, on its tracking page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from jmo.lib.tanggal import format_tanggal, tambah_bulan
from klaim_jht.models import KeputusanKlaim, Klaim
from klaim_jht.selectors.hak_lain import hak_lain_klaim
from tests.klaim_jht.orang import (
    ajukan,
    baca,
    buat_siap_klaim,
    hari_lagi,
    masuk,
    ubah_sebagai_pemilik,
)

pytestmark = pytest.mark.usefixtures("db")
JKP = "Anda mungkin juga berhak atas JKP"


def test_halaman_lacak_mengingatkan_jkp_dengan_tenggatnya() -> None:
    klaim = ajukan(buat_siap_klaim(berhenti_hari_lalu=40))
    klien, alamat = masuk(klaim.peserta), f"/klaim/{klaim.kode}/"
    isi = baca(klien, alamat)
    assert JKP in isi
    assert format_tanggal(tambah_bulan(hari_lagi(-40), 6)) in isi
    assert "berbunyi mengundurkan diri" not in isi
    # The live part is read every two seconds and stays without it.
    assert JKP not in klien.get(f"{alamat}isi/").content.decode()
    with travel(timezone.now() + timedelta(days=200), tick=True):
        assert hak_lain_klaim(klaim)["jkp"] is None


def test_alasan_lain_tidak_menyebut_jkp() -> None:
    klaim = ajukan(buat_siap_klaim(sebab="RESIGN"), "RESIGN")
    assert hak_lain_klaim(klaim) == {"jkp": None, "laporan_berbeda": None}


def test_laporan_yang_berbeda_tetap_terlihat_setelah_diajukan() -> None:
    klaim = ajukan(buat_siap_klaim(sebab="RESIGN"), "PHK")
    isi = baca(masuk(klaim.peserta), f"/klaim/{klaim.kode}/")
    assert "Laporan PT Contoh Makmur berbunyi mengundurkan diri" in isi


def test_tanpa_keputusan_yang_terbaca_tidak_ada_yang_dikatakan() -> None:
    klaim = ajukan(buat_siap_klaim())
    assert KeputusanKlaim.objects.count() == 1
    ubah_sebagai_pemilik("klaim_jht_keputusanklaim", "fakta = '{}'")
    assert hak_lain_klaim(klaim)["jkp"] is None
    assert hak_lain_klaim(Klaim.objects.create(peserta=buat_siap_klaim(nama="SITI")))["jkp"] is None
