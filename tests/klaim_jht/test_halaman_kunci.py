from __future__ import annotations

import pytest
from django.test import Client

from tests.klaim_jht.orang import baca, beri_wajah, buat_siap_klaim, masuk
from tests.klaim_jht.wizard import KONFIRMASI, isian, sampai_konfirmasi
from tests.pabrik import buat_akun, buat_peserta

pytestmark = pytest.mark.django_db(transaction=True)
HALAMAN = "/klaim/kunci/"


def test_mengunci_membuka_dan_mengunci_lagi() -> None:
    peserta = buat_peserta(dengan_akun=True)
    klien = masuk(peserta)
    assert "Kunci mati" in baca(klien, HALAMAN)
    assert "Kunci pencairan menyala" not in baca(klien, "/")
    klien.post(HALAMAN + "pasang/")
    isi = baca(klien, HALAMAN)
    for kata in ("Kunci menyala", "Mulai swafoto", "12 jam"):
        assert kata in isi, kata
    assert "Kunci pencairan menyala" in baca(klien, "/")
    assert "Menyala" in baca(klien, "/akun-saya/")
    # The button alone opens nothing.
    assert "Ambil swafoto dulu" in klien.post(HALAMAN + "buka/", follow=True).content.decode()
    beri_wajah(peserta)
    isi = baca(klien, HALAMAN)
    assert "Buka kunci" in isi
    klien.post(HALAMAN + "buka/")
    assert "Kunci sedang dibuka" in baca(klien, HALAMAN)
    assert "sedang dibuka" in baca(klien, "/")
    klien.post(HALAMAN + "pasang/")
    assert "Kunci menyala" in baca(klien, HALAMAN)


def test_swafoto_yang_diminta_kunci_kembali_ke_halamannya() -> None:
    peserta = buat_peserta(dengan_akun=True)
    klien = masuk(peserta)
    klien.post(HALAMAN + "pasang/")
    baca(klien, HALAMAN)
    jawaban = klien.post("/pengkinian/wajah/mulai/", {"setuju": "on"})
    assert (jawaban.status_code, jawaban["Location"]) == (302, HALAMAN)
    assert "js/wajah" in baca(klien, HALAMAN)


def test_wizard_menjelaskan_kunci_dan_menolak_pengajuan() -> None:
    peserta = buat_siap_klaim()
    klien = masuk(peserta)
    klien.post(HALAMAN + "pasang/")
    isi = sampai_konfirmasi(klien)
    assert "Kunci pencairan menyala" in isi
    assert "Kunci pencairan menyala" in baca(klien, "/klaim/")
    jawaban = klien.post(KONFIRMASI, isian(isi), follow=True)
    assert "klaim tidak dapat diajukan" in jawaban.content.decode()


def test_petugas_tanpa_kepesertaan_dan_tamu_tidak_punya_kunci() -> None:
    assert Client().get(HALAMAN).status_code == 302
    klien = Client()
    klien.force_login(buat_akun(petugas=True))
    for alamat in (HALAMAN, HALAMAN + "pasang/", HALAMAN + "buka/"):
        kirim = klien.get if alamat == HALAMAN else klien.post
        assert kirim(alamat).status_code == 404, alamat
