from __future__ import annotations

import logging

import pytest

from accounts.rules.pelaku import SISTEM
from jmo.lib.samarkan import bersihkan_teks
from saldo.models import PemeriksaanBuku, SegelBuku, TahananSaldo
from saldo.selectors.invarian import semua_invarian
from saldo.services.buku import tahan_saldo
from saldo.services.pemeriksaan import periksa_buku, sidik_untuk_catatan
from tests.pabrik import buat_kartu_bersaldo

pytestmark = pytest.mark.usefixtures("db")


def test_hasilnya_disimpan_dan_sidiknya_keluar_dari_basis_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:1", pelaku=SISTEM)
    with caplog.at_level(logging.INFO):
        pemeriksaan, hasil = periksa_buku()
    assert pemeriksaan.dipenuhi
    assert len(hasil) == len(pemeriksaan.rincian) == len(semua_invarian())
    assert pemeriksaan.pangkal == bytes(SegelBuku.objects.get().sidik).hex()
    assert sidik_untuk_catatan(pemeriksaan.pangkal) in caplog.text


def test_sidik_tidak_disamarkan_saringan_catatan() -> None:
    angka = "1234567890" * 6 + "1234"
    tercatat = sidik_untuk_catatan(angka)
    assert bersihkan_teks(f"sidik={tercatat}") == f"sidik={tercatat}"
    assert tercatat.replace(":", "") == angka
    assert sidik_untuk_catatan("") == "-"


def test_pelanggaran_tercatat_dengan_contohnya(caplog: pytest.LogCaptureFixture) -> None:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:1", pelaku=SISTEM)
    TahananSaldo.objects.update(jumlah=1)
    periksa_buku()
    satu = PemeriksaanBuku.objects.get()
    assert not satu.dipenuhi
    (rinci,) = [isi for isi in satu.rincian if isi["jumlah"]]
    assert (rinci["kode"], rinci["jumlah"]) == ("I6", 1)
    assert rinci["contoh"] == [[f"kartu {kartu.pk}", "berbeda"]]
    assert "buku melanggar I6: 1 kali" in caplog.text


def test_buku_kosong_pun_diperiksa() -> None:
    pemeriksaan, _ = periksa_buku()
    assert (pemeriksaan.dipenuhi, pemeriksaan.pangkal) == (True, "")
