from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Peserta
from saldo.models import Kepesertaan
from tests.pabrik import buat_akun, buat_kartu, buat_kartu_bersaldo, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
EKOR = ("", "kode/", "kartu.pdf", "kartu.png")


@pytest.fixture(autouse=True)
def _hitungan_baru() -> None:
    """Other tests use up what one address may check in a minute."""
    cache.clear()


def masuk(peserta: Peserta) -> Client:
    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return klien


@pytest.fixture
def wati() -> Peserta:
    return buat_peserta(nama="WATI LESTARI", dengan_akun=True)


@pytest.fixture
def kartu(wati: Peserta) -> Kepesertaan:
    return buat_kartu_bersaldo(wati)


def digital(kartu: Kepesertaan) -> str:
    return f"/saldo/kartu/{kartu.pk}/digital/"


def test_kartu_memuat_yang_ada_di_plastik(wati: Peserta, kartu: Kepesertaan) -> None:
    jawaban = masuk(wati).get(digital(kartu))
    isi = re.sub(r"\s+", " ", jawaban.content.decode())
    for kata in (
        "WATI LESTARI", kartu.kpj, wati.nomor_identitas_samar, "PU", "Penerima upah",
        "Aktif sejak 1 Januari 2024", "PT Contoh Makmur", "Jaminan Hari Tua (JHT)",
        "Jaminan Pensiun (JP)", "1 Januari 2024", "per ", "Kode berlaku sampai",
        "data:image/svg+xml",
    ):  # fmt: skip
        assert kata in isi, kata
    assert wati.nomor_identitas not in isi
    # Attributes hold codes, in which two letters may meet by chance.
    assert "Rp" not in re.sub(r"<[^>]*>", " ", isi)
    assert " style=" not in isi
    assert jawaban["Cache-Control"] == "no-store, private"


def test_kode_baru_setiap_kali_diminta_dan_dapat_diperiksa(
    wati: Peserta, kartu: Kepesertaan
) -> None:
    klien, alamat = masuk(wati), []
    for menit in (0, 10):
        with time_machine.travel(timezone.now() + timedelta(minutes=menit), tick=False):
            isi = klien.get(f"{digital(kartu)}kode/").content.decode()
            [satu] = re.findall(r'href="(http[^"]+/periksa/JMO1[^"]+)"', isi)
            alamat.append(html.unescape(satu))
            tujuan = f"/periksa/{alamat[-1].partition('/periksa/')[2]}"
            assert "Asli dan masih berlaku" in Client().get(tujuan).content.decode()
    assert alamat[0] != alamat[1]
    assert 'hx-trigger="every 600s' in isi


def test_unduhan_berjudul_dan_berjenis(wati: Peserta, kartu: Kepesertaan) -> None:
    klien = masuk(wati)
    for ekor, jenis, awal in (
        ("kartu.pdf", "application/pdf", b"%PDF"), ("kartu.png", "image/png", b"\x89PNG"),
    ):  # fmt: skip
        jawaban = klien.get(digital(kartu) + ekor)
        assert (jawaban["Content-Type"], jawaban.content[:4]) == (jenis, awal[:4])
        nama = f"kartu-{kartu.kpj[-4:]}.{ekor[-3:]}"
        assert jawaban["Content-Disposition"] == f'attachment; filename="{nama}"'


@pytest.mark.parametrize("ekor", EKOR)
def test_kartu_orang_lain_tidak_ada(wati: Peserta, kartu: Kepesertaan, ekor: str) -> None:
    asing = masuk(buat_peserta(dengan_akun=True))
    assert asing.get(digital(kartu) + ekor).status_code == 404
    assert asing.get(f"/saldo/kartu/987654321/digital/{ekor}").status_code == 404
    tamu = Client().get(digital(kartu) + ekor)
    assert (tamu.status_code, "/akun/" in tamu["Location"]) == (302, True)
    petugas = Client()
    petugas.force_login(buat_akun(petugas=True))
    assert petugas.get(digital(kartu) + ekor).status_code == 404
    assert masuk(wati).post(digital(kartu) + ekor).status_code == 405


def test_daftar_kartu_satu_langsung_beberapa_dipilih(wati: Peserta, kartu: Kepesertaan) -> None:
    klien = masuk(wati)
    assert klien.get("/saldo/kartu-digital/")["Location"] == digital(kartu)
    lama = buat_kartu(wati, npp="CD123456", berhenti=date(2024, 5, 31))
    isi = klien.get("/saldo/kartu-digital/").content.decode()
    assert digital(kartu) in isi
    assert digital(lama) in isi
    assert "Tidak aktif" in isi
    kosong = masuk(buat_peserta(dengan_akun=True)).get("/saldo/kartu-digital/")
    assert "Belum ada kartu" in kosong.content.decode()


def test_halaman_saldo_menuju_kartu_dan_pernyataan(wati: Peserta, kartu: Kepesertaan) -> None:
    klien = masuk(wati)
    ringkasan = klien.get("/saldo/").content.decode()
    assert "/saldo/kartu-digital/" in ringkasan
    assert "/saldo/pernyataan/" in ringkasan
    assert digital(kartu) in klien.get(f"/saldo/kartu/{kartu.pk}/").content.decode()
