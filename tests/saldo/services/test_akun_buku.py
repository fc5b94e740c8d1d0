from __future__ import annotations

import pytest

from saldo.models import AkunBuku
from saldo.rules.buku import AKUN_PESERTA, JenisAkun
from saldo.services.akun_buku import ambil_akun_kartu, ambil_akun_lembaga, saldo_iuran
from tests.pabrik import buat_kartu, buat_kartu_bersaldo

pytestmark = pytest.mark.usefixtures("db")


def test_setiap_kartu_punya_tiga_akun_yang_dibuka_sekali() -> None:
    satu, dua = buat_kartu(), buat_kartu()
    akun = ambil_akun_kartu(kepesertaan_ids=[satu.pk, dua.pk, satu.pk])
    assert set(akun) == {(k.pk, jenis) for k in (satu, dua) for jenis in AKUN_PESERTA}
    assert set(AkunBuku.objects.values_list("saldo", flat=True)) == {0}
    assert ambil_akun_kartu(kepesertaan_ids=[dua.pk]) == {
        kunci: pk for kunci, pk in akun.items() if kunci[0] == dua.pk
    }
    assert AkunBuku.objects.count() == 6


def test_akun_lembaga_satu_per_jenis_dan_tanpa_saldo_berjalan() -> None:
    jenis = [JenisAkun.DANA, JenisAkun.PAJAK]
    pertama = ambil_akun_lembaga(jenis=jenis)
    assert ambil_akun_lembaga(jenis=[*jenis, JenisAkun.DANA]) == pertama
    assert AkunBuku.objects.filter(kepesertaan=None, saldo=None).count() == 2
    assert ambil_akun_lembaga(jenis=[]) == {}


def test_saldo_iuran_per_kartu() -> None:
    isi, kosong = buat_kartu_bersaldo(banyak=1), buat_kartu()
    assert saldo_iuran(kepesertaan_ids=[isi.pk, kosong.pk]) == {isi.pk: 285_000}
