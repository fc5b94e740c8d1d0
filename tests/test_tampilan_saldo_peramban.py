"""Pages of savings in a real browser: accessible, never too wide, the simulation while it moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as setelan
from django.test import Client
from playwright.sync_api import Page, expect, sync_playwright

from accounts.models import Peserta
from tests.klaim_jht.orang import masuk
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta, impor, isi_baris
from tests.peramban import pastikan_chromium

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
HALAMAN = ["/saldo/", "/saldo/iuran/?tahun=2025", "/klaim/simulasi/"]


@pytest.fixture
def siti() -> Peserta:
    """Late and corrected months, a missing one, two employers in one month, two years."""
    peserta = buat_peserta(nama="SITI AMINAH", dengan_akun=True)
    kartu = buat_kartu(peserta, mulai=date(2024, 11, 1))
    kedua = buat_kartu(peserta, mulai=date(2025, 1, 1), npp="CD123456", berhenti=date(2025, 1, 31))
    buat_iuran(kartu, date(2024, 11, 1), banyak=3)
    buat_iuran(kedua, date(2025, 1, 1))
    for upah in (5_000_000, 6_000_000):
        impor(
            [
                isi_baris(
                    date(2025, 3, 1), kpj=kartu.kpj, nama=peserta.nama, upah=upah,
                    bayar=date(2025, 5, 2),
                )
            ]
        )  # fmt: skip
    return peserta


@contextmanager
def _halaman(live_server: Any, klien: Client, lebar: int, **pilihan: Any) -> Iterator[Page]:
    with sync_playwright() as alat:
        peramban = alat.chromium.launch(executable_path=pastikan_chromium(), args=["--no-sandbox"])
        konteks = peramban.new_context(
            viewport={"width": lebar, "height": 800}, reduced_motion="reduce", **pilihan
        )
        nama = setelan.SESSION_COOKIE_NAME
        konteks.add_cookies(
            [{"name": nama, "value": klien.cookies[nama].value, "url": live_server.url}]
        )
        yield konteks.new_page()
        peramban.close()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_halaman_saldo_tanpa_keluhan_dan_tidak_melebar(
    live_server: Any, siti: Peserta, mode: Any
) -> None:
    temuan: list[Any] = []
    with _halaman(live_server, masuk(siti), 1280, color_scheme=mode, bypass_csp=True) as halaman:
        for jalur in HALAMAN:
            halaman.goto(live_server.url + jalur)
            for lebar in (320, 360, 1280):
                halaman.set_viewport_size({"width": lebar, "height": 800})
                isi = halaman.evaluate("document.documentElement.scrollWidth")
                if isi > lebar:
                    temuan.append((jalur, lebar, isi))
                for satu in Axe().run(halaman).response["violations"]:
                    simpul = [butir["html"] for butir in satu["nodes"]]
                    temuan.append((jalur, lebar, satu["id"], simpul))
    assert not temuan, temuan


def test_simulasi_bergerak_tanpa_memuat_halaman_dan_fokus_tetap(
    live_server: Any, siti: Peserta
) -> None:
    with _halaman(live_server, masuk(siti), 360) as halaman:
        keluhan: list[str] = []
        halaman.on("pageerror", lambda galat: keluhan.append(str(galat)))
        halaman.goto(live_server.url + "/klaim/simulasi/")
        halaman.evaluate("window.penanda = 1")
        alamat = halaman.url
        geser = halaman.locator('[data-geser="id_tahun"]')
        geser.focus()
        geser.fill("5")
        expect(halaman.locator("#id_tahun")).to_have_value("5")
        expect(halaman.locator('input[name="sampai"][value="TAHUN"]')).to_be_checked()
        expect(halaman.locator("#hasil-simulasi")).to_contain_text("Tunggu 5 tahun 0 bulan")
        expect(halaman.locator("#siar")).to_contain_text("Hasil simulasi")
        assert halaman.evaluate("document.activeElement.dataset.geser") == "id_tahun"
        halaman.locator("#id_kenaikan").fill("4,5")
        expect(halaman.locator('[data-geser="id_kenaikan"]')).to_have_value("4.5")
        assert halaman.evaluate("window.penanda") == 1
        assert halaman.url == alamat
        assert keluhan == []
