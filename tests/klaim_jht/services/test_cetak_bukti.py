from __future__ import annotations

import io
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader

from accounts.rules.pelaku import SISTEM
from jmo.lib.uang import Rupiah
from klaim_jht.models import BuktiPotong
from klaim_jht.rules.json_nilai import ke_json
from klaim_jht.rules.pajak import RiwayatPajak, hitung_pajak_jht
from klaim_jht.services.bukti_potong import terbitkan_bukti
from klaim_jht.services.cetak_bukti import cetak_bukti, isi_bukti
from tests.klaim_jht.rules.test_pajak import TARIF
from tests.klaim_jht.susulan import klaim_dibayar

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def bukti() -> BuktiPotong:
    baris = klaim_dibayar().pembayaran.get()
    return terbitkan_bukti(pembayaran_id=baris.pk, pelaku=SISTEM)


def pakai(bukti: BuktiPotong, bruto: int, *, lama: bool = False, npwp: bool = True) -> Any:
    rincian = hitung_pajak_jht(
        bruto=Rupiah(bruto), tahun=2026, punya_npwp=npwp, tarif=TARIF,
        riwayat=RiwayatPajak(2021) if lama else RiwayatPajak(),
    )  # fmt: skip
    bukti.bruto, bukti.pajak, bukti.rincian = rincian.bruto, rincian.pajak, ke_json(rincian)
    return isi_bukti(bukti)


def test_pdf_menyebut_semuanya_dan_menyamarkan_pengenal(bukti: BuktiPotong) -> None:
    peserta = bukti.pembayaran.klaim.peserta
    halaman = PdfReader(io.BytesIO(cetak_bukti(bukti))).pages
    isi = " ".join(" ".join(satu.extract_text().split()) for satu in halaman)
    for kata in (
        bukti.nomor, peserta.nama, peserta.nomor_identitas_samar, "Dipotong oleh",
        bukti.pembayaran.partner_ref, "Pajaknya nol", "Final, PP 68/2009 Pasal 5",
    ):  # fmt: skip
        assert kata in isi, kata
    assert peserta.nomor_identitas not in isi
    assert bukti.pembayaran.rekening.nomor not in isi
    with translation.override("en"):
        assert "Anda" not in str(isi_bukti(bukti)["catatan"])


def test_setiap_lapisan_menjadi_satu_baris(bukti: BuktiPotong) -> None:
    isi = pakai(bukti, 80_000_000)
    assert isi["tarif"] == [
        ["Rp50.000.000", "0%", "Rp0"],
        ["Rp30.000.000", "5%", "Rp1.500.000"],
    ]
    assert isi["uang"][1] == ["Pajak yang dipotong", "Rp1.500.000"]
    assert len(isi["catatan"]) == 1


def test_tanpa_npwp_menyebut_tambahannya(bukti: BuktiPotong) -> None:
    isi = pakai(bukti, 100_000_000, lama=True, npwp=False)
    assert isi["tarif"] == [
        ["Rp60.000.000", "5%", "Rp3.000.000"],
        ["Rp40.000.000", "15%", "Rp6.000.000"],
        ["Tambahan tanpa NPWP", "20%", "Rp1.800.000"],
    ]
    assert isi["uang"][1] == ["Pajak yang dipotong", "Rp10.800.000"]
    assert "Tidak final, UU Pajak Penghasilan Pasal 17" in str(isi["baris"])


def test_bukti_lama_tanpa_rincian_tetap_terbaca(bukti: BuktiPotong) -> None:
    bukti.rincian = None
    isi = isi_bukti(bukti)
    assert isi["tarif"] == []
    assert isi["uang"][0][1].startswith("Rp")
