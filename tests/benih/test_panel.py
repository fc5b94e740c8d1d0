from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from jmo.benih.cerita import cari_cerita
from jmo.benih.gangguan import SAKLAR
from jmo.benih.penyiapan import mulai_cerita, siapkan_semua

pytestmark = pytest.mark.usefixtures("db", "sandbox")
PANEL = reverse("benih:panel")


@pytest.fixture
def klien() -> Client:
    siapkan_semua()
    boleh = cari_cerita("boleh")
    assert boleh is not None
    masuk = Client()
    masuk.force_login(mulai_cerita(boleh))
    return masuk


def test_panel_memuat_setiap_saklar_dan_kedua_buku(klien: Client) -> None:
    isi = klien.get(PANEL).content.decode()
    for satu in SAKLAR:
        assert reverse("benih:pasang", args=[satu.kunci]) in isi
    assert "Buku kami" in isi
    assert "Buku bank" in isi
    assert "Buku bank" in klien.get(PANEL, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("kunci", ["bank-diam", "bank-bingung", "dukcapil-putus"])
def test_gangguan_dipasang_lalu_dipulihkan(klien: Client, kunci: str) -> None:
    bagian = "dukcapil" if kunci.startswith("dukcapil") else "bank"
    for satu in (kunci, f"pulih-{bagian}"):
        jawaban = klien.post(reverse("benih:pasang", args=[satu]), follow=True)
        saklar = next(butir for butir in SAKLAR if butir.kunci == satu)
        assert str(saklar.sesudah) in jawaban.content.decode()
