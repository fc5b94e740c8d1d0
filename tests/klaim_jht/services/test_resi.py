from __future__ import annotations

import io

import pytest
from django.utils import translation
from pypdf import PdfReader

from jmo.lib.uang import Rupiah, format_rupiah, terbilang
from klaim_jht.models import Klaim
from klaim_jht.services.resi import buat_resi, isi_resi
from klaim_jht.services.susulan import bayar_susulan
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim
from tests.klaim_jht.susulan import uang_datang

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


def _teks(klaim: Klaim) -> str:
    baris = klaim.pembayaran.select_related("klaim__peserta", "rekening").get()
    baris.klaim = klaim
    halaman = PdfReader(io.BytesIO(buat_resi(baris))).pages
    return " ".join(" ".join(satu.extract_text().split()) for satu in halaman)


def test_tanda_terima_menyebut_uangnya_dan_menyamarkan_pengenal(klaim: Klaim) -> None:
    bayar(klaim)
    isi = _teks(klaim)
    baris = klaim.pembayaran.select_related("rekening").get()
    peserta = klaim.peserta
    for kata in (
        klaim.nomor, peserta.nama, peserta.nomor_identitas_samar, baris.rekening.nomor_samar,
        baris.partner_ref, "BANK0001", format_rupiah(Rupiah(klaim.bruto or 0)),
        format_rupiah(Rupiah(klaim.pajak or 0)), format_rupiah(Rupiah(baris.jumlah)),
        terbilang(Rupiah(baris.jumlah)), "Anda tidak perlu mengajukan klaim lagi",
    ):  # fmt: skip
        assert str(kata) in isi, kata
    assert peserta.nomor_identitas not in isi
    assert baris.rekening.nomor not in isi


def test_tanda_terima_berbahasa_inggris(klaim: Klaim) -> None:
    bayar(klaim)
    with translation.override("en"):
        isi = _teks(klaim)
    assert "Anda" not in isi
    assert format_rupiah(Rupiah(klaim.neto or 0)) in isi


def test_nama_tidak_menjadi_perintah_dokumen(klaim: Klaim) -> None:
    klaim.peserta.nama = '#read("/etc/hostname") $x$ <b>'
    bayar(klaim)
    klaim.peserta.nama = '#read("/etc/hostname") $x$ <b>'
    assert '#read("/etc/hostname") $x$ <b>' in _teks(klaim)


def test_yang_belum_dibayar_tidak_punya_tanda_terima(klaim: Klaim) -> None:
    with pytest.raises(ValueError, match="has not arrived"):
        buat_resi(klaim.pembayaran.select_related("klaim__peserta", "rekening").get())


def test_tanda_terima_susulan_menyebut_uangnya_sendiri(klaim: Klaim) -> None:
    bayar(klaim)
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    bayar(klaim)
    isi = isi_resi(klaim.pembayaran.get(jenis="SUSULAN"))
    assert isi["judul"] == "Tanda terima pembayaran susulan JHT"
    assert isi["uang"] == [
        ["Uang yang masuk setelah klaim", "Rp57.000"],
        ["Pajak (PPh 21 final)", "Rp0"],
        ["Dikirim ke rekening Anda", "Rp57.000"],
    ]
