"""The page of contributions as people read it, and the files that it gives."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from accounts.models import Peserta
from saldo.models import Kepesertaan
from tests.pabrik import (
    buat_akun,
    buat_iuran,
    buat_kartu,
    buat_perusahaan,
    buat_peserta,
    impor,
    isi_baris,
)

pytestmark = pytest.mark.usefixtures("db")
BERKAS = ["/saldo/iuran/iuran.csv", "/saldo/iuran/iuran.pdf"]


@pytest.fixture
def wati() -> Peserta:
    return buat_peserta(nama="WATI LESTARI", dengan_akun=True)


@pytest.fixture
def kartu(wati: Peserta) -> Kepesertaan:
    """January 2025 late and then corrected; a second employer in the same month."""
    satu = buat_kartu(wati, mulai=date(2025, 1, 1), berhenti=date(2025, 1, 31))
    buat_perusahaan("CD123456", "CV Kedua")
    dua = buat_kartu(wati, mulai=date(2025, 1, 1), npp="CD123456", berhenti=date(2025, 1, 31))
    for upah in (5_000_000, 6_000_000):
        baris = isi_baris(
            date(2025, 1, 1), kpj=satu.kpj, nama=wati.nama, upah=upah, bayar=date(2025, 2, 20)
        )
        impor([baris])
    buat_iuran(dua, date(2025, 1, 1), upah=4_000_000)
    return satu


def masuk(peserta: Peserta) -> Client:
    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return klien


def baca(klien: Client, alamat: str) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 200
    return re.sub(r"\s+", " ", jawaban.content.decode())


def test_bulan_yang_terlambat_dan_dikoreksi_menyebut_keduanya(
    wati: Peserta, kartu: Kepesertaan
) -> None:
    isi = baca(masuk(wati), "/saldo/iuran/")
    assert "terlambat 5 hari" in isi
    assert "upah dari Rp5.000.000 menjadi Rp6.000.000" in isi
    (tujuan,) = re.findall(r'href="#(koreksi-\d+)"', isi)
    assert f'id="{tujuan}"' in isi


def test_dua_perusahaan_dalam_sebulan_dijumlahkan(wati: Peserta, kartu: Kepesertaan) -> None:
    isi = baca(masuk(wati), "/saldo/iuran/")
    assert "Jumlah Januari 2025" in isi
    assert "dari 2 kartu" in isi
    for kata in ("PT Contoh Makmur", "CV Kedua", kartu.kpj_samar):
        assert kata in isi
    satu = baca(masuk(wati), f"/saldo/iuran/?kartu={kartu.pk}")
    assert "Jumlah Januari 2025" not in satu


def test_unduhan_membawa_saringan_halaman(wati: Peserta, kartu: Kepesertaan) -> None:
    klien = masuk(wati)
    isi = baca(klien, f"/saldo/iuran/?tahun=2025&kartu={kartu.pk}")
    tujuan = re.findall(r'href="(/saldo/iuran/iuran\.[^"]+)"', isi)
    assert len(tujuan) == 2
    for satu, awal in zip(sorted(tujuan), (b"\xef\xbb\xbfBulan", b"%PDF"), strict=True):
        jawaban = klien.get(satu.replace("&amp;", "&"))
        assert jawaban.content.startswith(awal)
        assert jawaban["Content-Disposition"].startswith('attachment; filename="iuran-2025.')
    csv = klien.get(sorted(tujuan)[0].replace("&amp;", "&")).content.decode()
    assert "CV Kedua" not in csv
    assert "CV Kedua" in klien.get("/saldo/iuran/iuran.csv").content.decode()


@pytest.mark.parametrize("alamat", BERKAS)
def test_unduhan_hanya_untuk_pemiliknya(wati: Peserta, kartu: Kepesertaan, alamat: str) -> None:
    assert Client().get(alamat).status_code == 302
    agus = buat_peserta(nama="AGUS", dengan_akun=True)
    buat_iuran(buat_kartu(agus))
    assert masuk(agus).get(alamat, {"kartu": kartu.pk}).status_code == 404
    assert masuk(wati).post(alamat).status_code == 405
    petugas = Client()
    petugas.force_login(buat_akun(petugas=True))
    assert petugas.get(alamat, {"kartu": kartu.pk}).status_code != 200


@pytest.mark.parametrize("alamat", BERKAS)
def test_tahun_tanpa_iuran_tidak_diganti_tahun_lain(
    wati: Peserta, kartu: Kepesertaan, alamat: str
) -> None:
    jawaban = masuk(wati).get(alamat, {"tahun": "1990"})
    assert jawaban.status_code == 404
    assert "Tidak ada iuran untuk tahun itu" in jawaban.content.decode()
    kosong = buat_peserta(nama="BARU", dengan_akun=True)
    assert masuk(kosong).get(alamat).status_code == 404
