from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client

from tests.klaim_jht.orang import baca, buat_siap_klaim, masuk
from tests.klaim_jht.wizard import ALASAN, KONFIRMASI, RINCIAN, SYARAT, isian
from tests.pabrik import buat_iuran, buat_kartu

pytestmark = pytest.mark.usefixtures("db")


def test_gabungkan_sekarang_dari_syarat_lalu_kembali_ke_langkah_yang_sama() -> None:
    budi = buat_siap_klaim()
    lama = buat_kartu(budi, mulai=date(2022, 1, 1), npp="CD123456", berhenti=date(2022, 6, 30))
    buat_iuran(lama, date(2022, 1, 1), banyak=3)
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    isi = baca(klien, SYARAT)
    assert "Kartu yang masih terpisah" in isi
    (tautan,) = re.findall(r'href="([^"]+)">Gabungkan sekarang<', isi)
    lihat = baca(klien, html.unescape(tautan))
    data = {nama: re.findall(rf'name="{nama}" value="([^"]*)"', lihat) for nama in
            ("terlihat", "kartu", "lanjut")}  # fmt: skip
    jawaban = klien.post("/saldo/gabung/pratinjau/", data)
    assert jawaban["Location"] == SYARAT
    sesudah = baca(klien, SYARAT)
    assert "1 kartu digabung." in sesudah
    assert "Semua syarat terpenuhi." in sesudah
    isi = sampai_konfirmasi_lanjut(klien)
    assert "penggabungan kartu dalam tujuh hari terakhir tidak dapat dibatalkan lagi" in isi
    klien.post(KONFIRMASI, isian(isi))
    assert "Saldo kartu tujuan sedang ditahan untuk klaim" in baca(klien, "/saldo/gabung/")


def sampai_konfirmasi_lanjut(klien: Client) -> str:
    """Go on from the ticks of a draft whose reason was given."""
    assert klien.post(SYARAT, {"versi": 2}).status_code == 302
    assert klien.post(RINCIAN, {"versi": 3}).status_code == 302
    return baca(klien, "/klaim/ajukan/")
