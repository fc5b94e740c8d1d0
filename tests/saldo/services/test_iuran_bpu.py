"""Rows without an employer: the self-employed (BPU) and migrant workers (PMI)."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from saldo.models import Iuran, Kepesertaan
from saldo.rules.iuran import SebabGalat
from saldo.selectors import saldo_kartu
from saldo.services.kartu import buat_kartu as terbitkan_kartu
from tests.pabrik import buat_kartu, buat_peserta, impor, isi_baris, nik_baru

pytestmark = pytest.mark.usefixtures("db")
JANUARI, FEBRUARI = date(2025, 1, 1), date(2025, 2, 1)


def test_peserta_mandiri_baru_mendapat_kartu_bpu_tanpa_perusahaan() -> None:
    nik = nik_baru()
    hasil = impor(
        isi_baris(bulan, npp="", nik=nik, upah=1_000_000) for bulan in (JANUARI, FEBRUARI)
    )
    assert (hasil.baru, hasil.kartu_baru, hasil.total_jht) == (2, 1, 40_000)
    kartu = Kepesertaan.objects.get()
    assert (kartu.jenis, kartu.perusahaan, kartu.peserta.jenis) == ("BPU", None, "BPU")
    assert saldo_kartu(kartu).iuran == 40_000
    assert not Iuran.objects.exclude(perusahaan=None, jht_pemberi_kerja=0, jp_pekerja=0).exists()
    # The next file finds the card by the person.
    assert impor([isi_baris(date(2025, 3, 1), npp="", nik=nik)]).kartu_baru == 0


def test_pekerja_dan_peserta_mandiri_dapat_satu_berkas_dan_satu_orang() -> None:
    kartu = buat_kartu()
    nik = kartu.peserta.nomor_identitas
    hasil = impor([isi_baris(JANUARI, kpj=kartu.kpj), isi_baris(JANUARI, npp="", nik=nik)])
    assert (hasil.baru, hasil.kartu_baru) == (2, 1)
    assert set(Kepesertaan.objects.values_list("jenis", flat=True)) == {"PU", "BPU"}
    assert Peserta.objects.count() == 1


def test_kartu_pmi_menerima_iuran_mandiri() -> None:
    kartu = terbitkan_kartu(
        peserta=buat_peserta(), perusahaan=None, tanggal_mulai=JANUARI, pelaku=SISTEM, jenis="PMI"
    )
    hasil = impor([isi_baris(JANUARI, npp="", kpj=kartu.kpj, upah=5_000_000)])
    assert (hasil.baru, hasil.kartu_baru, hasil.total_jht) == (1, 0, 100_000)
    assert saldo_kartu(kartu).iuran == 100_000


def test_kartu_pekerja_tanpa_npp_dan_bagian_pemberi_kerja_tanpa_npp_ditolak() -> None:
    kartu = buat_kartu()
    salah = impor([isi_baris(JANUARI, npp="", kpj=kartu.kpj)]).galat
    assert [(satu.kolom, satu.sebab) for satu in salah] == [("npp", SebabGalat.KARTU_BUKAN_BPU)]
    penuh = isi_baris(JANUARI, kpj=kartu.kpj) | {"npp": ""}
    sebab = {satu.sebab for satu in impor([penuh]).galat}
    assert SebabGalat.BPU_TANPA_PEMBERI_KERJA in sebab
    assert not Iuran.objects.exists()


def test_kartu_mandiri_yang_berhenti_dilaporkan_tanpa_npp() -> None:
    nik = nik_baru()
    impor([isi_baris(JANUARI, npp="", nik=nik)])
    hasil = impor(
        [
            isi_baris(
                FEBRUARI, npp="", nik=nik, upah=0, keluar=date(2025, 1, 31), sebab="BPU_BERHENTI"
            )
        ]
    )
    assert hasil.keluar == 1
    assert Kepesertaan.objects.get().sebab_berakhir == "BPU_BERHENTI"
