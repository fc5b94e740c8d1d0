from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
import time_machine
from django.utils import translation

from accounts.models import Peserta
from saldo.models import Kepesertaan
from saldo.selectors import IuranPerBulan, daftar_kepesertaan, iuran_per_bulan
from saldo.services.unduhan_iuran import (
    bayar_sendiri,
    buat_csv_iuran,
    buat_pdf_iuran,
    isi_pdf_iuran,
    susun_baris,
)
from tests.pabrik import buat_iuran, buat_kartu, buat_perusahaan, buat_peserta, impor, isi_baris

pytestmark = pytest.mark.usefixtures("db")
HARI = date(2026, 1, 5)


@pytest.fixture
def orang() -> Peserta:
    """One year with everything in it.

    January late, February corrected, two cards in March, April unpaid, a break, then a new job.
    """
    buat_perusahaan("CD123456", "=2+5 PT Rumus")
    peserta = buat_peserta(nama="SITI AMINAH", dengan_akun=True)
    satu = buat_kartu(peserta, mulai=date(2025, 1, 1), berhenti=date(2025, 4, 30))
    dua = buat_kartu(peserta, mulai=date(2025, 3, 1), npp="CD123456", berhenti=date(2025, 3, 31))
    tiga = buat_kartu(peserta, mulai=date(2025, 6, 1), npp="EF123456", berhenti=date(2025, 6, 30))
    impor([isi_baris(date(2025, 1, 1), kpj=satu.kpj, nama=peserta.nama, bayar=date(2025, 3, 1))])
    for upah in (5_000_000, 6_000_000):
        with time_machine.travel(date(2025, 4, 2), tick=False):
            impor([isi_baris(date(2025, 2, 1), kpj=satu.kpj, nama=peserta.nama, upah=upah)])
    buat_iuran(satu, date(2025, 3, 1))
    buat_iuran(dua, date(2025, 3, 1), upah=4_000_000)
    buat_iuran(tiga, date(2025, 6, 1))
    return peserta


def isi(orang: Peserta, kartu: Kepesertaan | None = None) -> IuranPerBulan:
    semua = daftar_kepesertaan(orang)
    return iuran_per_bulan(orang, kartu=semua, kepesertaan=kartu, tahun=2025, hari_ini=HARI)


def baca_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_csv_memuat_setiap_bulan_dan_sebab_yang_kosong(orang: Peserta) -> None:
    data = buat_csv_iuran(isi(orang), mandiri=False)
    assert data.startswith(b"\xef\xbb\xbfBulan,Kartu,Perusahaan,Upah,JHT perusahaan,JHT Anda,")
    baris = baca_csv(data)
    assert [satu["Bulan"] for satu in baris] == [
        "2025-01", "2025-02", "2025-03", "2025-03", "2025-04", "2025-05", "2025-06",
    ]  # fmt: skip
    januari, februari, _, kedua, april, mei, juni = baris
    assert januari["Terlambat (hari)"] == "14"
    assert januari["Keterangan"] == "Terlambat 14 hari."
    assert "upah dari Rp5.000.000 menjadi Rp6.000.000" in februari["Keterangan"]
    assert (februari["Upah"], februari["JHT Anda"]) == ("6000000", "120000")
    assert kedua["Perusahaan"] == "'=2+5 PT Rumus"
    assert (april["Keadaan"], april["Upah"], april["Jatuh tempo"]) == (
        "Iuran belum tercatat", "", "2025-05-15",
    )  # fmt: skip
    assert mei["Keadaan"] == "Tidak tercatat bekerja"
    assert (juni["Keadaan"], juni["Terlambat (hari)"], juni["Keterangan"]) == ("Dibayar", "0", "")


def test_csv_dan_pdf_berjumlah_sama_dengan_halaman(orang: Peserta) -> None:
    data = isi(orang)
    baris = baca_csv(buat_csv_iuran(data, mandiri=False))
    for kolom, jumlah in (
        ("JHT perusahaan", data.jumlah.jht_pemberi_kerja), ("JHT Anda", data.jumlah.jht_pekerja),
        ("JP perusahaan", data.jumlah.jp_pemberi_kerja), ("JP Anda", data.jumlah.jp_pekerja),
    ):  # fmt: skip
        assert sum(int(satu[kolom] or 0) for satu in baris) == jumlah
    pdf = isi_pdf_iuran(orang, data, dipilih=None, mandiri=False)
    assert pdf["jumlah"][3] == f"Rp{data.jumlah.jht_pemberi_kerja:,}".replace(",", ".")
    assert {len(satu) for satu in (*pdf["bulan"], pdf["jumlah"])} == {len(pdf["kepala"])}


def test_berkas_satu_kartu_memuat_kartu_itu_saja(orang: Peserta) -> None:
    kartu = orang.kepesertaan.get(perusahaan__npp="CD123456")
    baris = baca_csv(buat_csv_iuran(isi(orang, kartu), mandiri=False))
    assert [(satu["Bulan"], satu["Kartu"]) for satu in baris] == [("2025-03", kartu.kpj_samar)]
    pdf = isi_pdf_iuran(orang, isi(orang, kartu), dipilih=kartu, mandiri=False)
    assert ["Kartu", kartu.kpj_samar] in pdf["baris"]


def test_pdf_dapat_dibuat_dan_tidak_memuat_pengenal_utuh(orang: Peserta) -> None:
    data = isi(orang)
    assert buat_pdf_iuran(orang, data, dipilih=None, mandiri=False).startswith(b"%PDF")
    teks = json.dumps(isi_pdf_iuran(orang, data, dipilih=None, mandiri=False))
    teks += buat_csv_iuran(data, mandiri=False).decode()
    assert orang.nomor_identitas not in teks
    for kartu in daftar_kepesertaan(orang):
        assert kartu.kpj not in teks


def test_berkas_berbahasa_inggris(orang: Peserta) -> None:
    with translation.override("en"):
        teks = buat_csv_iuran(isi(orang), mandiri=False).decode()
        judul = isi_pdf_iuran(orang, isi(orang), dipilih=None, mandiri=False)["judul"]
    assert "wage from Rp5.000.000 to Rp6.000.000" in teks
    assert "Not on record as employed" in teks
    assert judul == "Contributions of 2025"


def test_bolong_yang_melewati_tahun_dipotong_pada_tahun_itu() -> None:
    orang = buat_peserta()
    kartu = buat_kartu(orang, mulai=date(2024, 10, 1), berhenti=date(2025, 2, 28))
    buat_iuran(kartu, date(2024, 10, 1))
    data = iuran_per_bulan(orang, kartu=[kartu], tahun=2025, hari_ini=HARI)
    bulan = [satu.bulan for satu in susun_baris(data, mandiri=False)]
    assert bulan == [date(2025, 1, 1), date(2025, 2, 1)]


def test_yang_membayar_sendiri_tidak_disuruh_bertanya_pada_perusahaan() -> None:
    orang = buat_peserta()
    kartu = buat_kartu(orang, mulai=date(2025, 1, 1), berhenti=date(2025, 1, 31))
    assert not bayar_sendiri([])
    assert not bayar_sendiri([kartu])
    kartu.jenis = "BPU"
    assert bayar_sendiri([kartu])
    data = iuran_per_bulan(orang, kartu=[kartu], hari_ini=HARI)
    assert "personalia" in susun_baris(data, mandiri=False)[0].keterangan
    assert "personalia" not in susun_baris(data, mandiri=True)[0].keterangan
