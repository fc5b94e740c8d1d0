from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanda import KeadaanTanda
from jmo.tanda_dokumen import periksa
from saldo.models import Ketentuan
from saldo.selectors.pernyataan import susun_pernyataan
from saldo.services.pernyataan import (
    buat_pernyataan,
    isi_pernyataan,
    kalimat_tarif,
    tanda_pernyataan,
)
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def orang() -> Peserta:
    muat_tarif_contoh(pelaku=SISTEM)
    peserta = buat_peserta(nama="SITI NUR AMINAH", dengan_akun=True)
    kartu = buat_kartu(peserta, mulai=date(2024, 1, 1))
    buat_iuran(kartu, date(2024, 1, 1), banyak=12)
    bukukan_pengembangan(kepesertaan=kartu, tahun=2024, pelaku=SISTEM)
    return peserta


def test_pernyataan_adalah_pdf_dengan_angka_buku(orang: Peserta) -> None:
    satu = susun_pernyataan(orang, 2024)
    isi = isi_pernyataan(orang, satu)
    assert isi["judul"] == "Pernyataan saldo tahun 2024"
    assert [nilai for _, nilai in isi["uang"]] == [
        "Rp0", f"Rp{satu.jumlah.iuran:,}".replace(",", "."),
        f"Rp{satu.jumlah.pengembangan:,}".replace(",", "."), "Rp0",
        f"Rp{satu.jumlah.akhir:,}".replace(",", "."),
    ]  # fmt: skip
    assert len(isi["iuran"]) == 12
    assert isi["qr"].startswith("<svg")
    assert buat_pernyataan(orang, satu).startswith(b"%PDF")


def test_pernyataan_tidak_memuat_pengenal_utuh(orang: Peserta) -> None:
    kartu = orang.kepesertaan.get()
    teks = json.dumps(isi_pernyataan(orang, susun_pernyataan(orang, 2024)))
    assert orang.nomor_identitas not in teks
    assert kartu.kpj not in teks


def test_tandanya_memuat_jumlah_dan_berlaku_lima_tahun(orang: Peserta) -> None:
    satu = susun_pernyataan(orang, 2024)
    token = tanda_pernyataan(orang, satu)
    hasil = periksa(token)
    assert (hasil.keadaan, hasil.jenis) == (KeadaanTanda.SAH, "pernyataan")
    assert hasil.isi["inisial"] == "S. N. A."
    assert (hasil.isi["tahun"], hasil.isi["akhir"]) == (2024, satu.jumlah.akhir)
    assert hasil.isi["kpj"] == [orang.kepesertaan.get().kpj_samar]
    with time_machine.travel(date(2033, 1, 1), tick=False):
        assert periksa(token).keadaan is KeadaanTanda.KEDALUWARSA


def test_kalimat_tarif_menyebut_contoh_resmi_atau_belum_ada(orang: Peserta) -> None:
    satu = susun_pernyataan(orang, 2024)
    assert "tarif contoh, bukan resmi" in kalimat_tarif(satu)
    Ketentuan.objects.filter(jenis="TARIF_PENGEMBANGAN", berlaku_sejak__year=2024).update(
        contoh=False, dasar_hukum="Surat Direksi"
    )
    assert "Dasar: Surat Direksi" in kalimat_tarif(susun_pernyataan(orang, 2024))
    Ketentuan.objects.filter(jenis="TARIF_PENGEMBANGAN", berlaku_sejak__year=2024).delete()
    assert "belum ditetapkan" in kalimat_tarif(susun_pernyataan(orang, 2024))


def test_pernyataan_berbahasa_inggris(orang: Peserta) -> None:
    with translation.override("en"):
        isi = isi_pernyataan(orang, susun_pernyataan(orang, 2024))
    assert isi["judul"] == "Statement of savings 2024"


def test_halaman_menyebut_tahun_dan_mengunduh(orang: Peserta) -> None:
    klien = Client()
    assert klien.get("/saldo/pernyataan/").status_code == 302
    assert orang.akun is not None
    klien.force_login(orang.akun)
    assert "/saldo/pernyataan/2024.pdf" in klien.get("/saldo/pernyataan/").content.decode()
    jawaban = klien.get("/saldo/pernyataan/2024.pdf")
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban.content.startswith(b"%PDF")
    assert klien.get("/saldo/pernyataan/2019.pdf").status_code == 404
    assert "no-store" in jawaban["Cache-Control"]
