from __future__ import annotations

from datetime import date

import pytest

from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.hak_lain import hak_jkp, kartu_terbaru, laporan_berbeda
from klaim_jht.rules.kelayakan import Pelapor, Sumber
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan
from tests.klaim_jht.rules.kelayakan.contoh import HARI_INI, budi, kartu


def test_jkp_diminta_paling_lambat_enam_bulan_setelah_phk() -> None:
    hak = hak_jkp(budi(AlasanKlaim.PHK), hari_ini=HARI_INI)
    assert hak is not None
    assert hak.paling_lambat == date(2027, 4, 14)
    assert (str(hak.ketentuan.bagian_upah), hak.ketentuan.lama_bulan) == ("0.60", 6)


@pytest.mark.parametrize(
    ("hari", "ada"), [(date(2027, 4, 14), True), (date(2027, 4, 15), False)], ids=str
)
def test_jkp_berakhir_setelah_tenggatnya(hari: date, ada: bool) -> None:
    assert (hak_jkp(budi(AlasanKlaim.PHK), hari_ini=hari) is not None) == ada


@pytest.mark.parametrize("alasan", [AlasanKlaim.RESIGN, AlasanKlaim.PKWT, AlasanKlaim.PENSIUN])
def test_jkp_hanya_untuk_phk(alasan: AlasanKlaim) -> None:
    assert hak_jkp(budi(alasan), hari_ini=HARI_INI) is None


def test_jkp_tidak_disebut_tanpa_tanggal_dan_sebelum_ketentuannya_ada() -> None:
    for satu in (kartu(tanggal_berakhir=None), kartu(tanggal_berakhir=date(2025, 1, 31))):
        assert hak_jkp(budi(AlasanKlaim.PHK, satu), hari_ini=date(2025, 3, 1)) is None


def test_laporan_mengundurkan_diri_disebut_bila_memilih_phk() -> None:
    dilaporkan = kartu(sebab_berakhir=SebabKeluar.RESIGN)
    beda = laporan_berbeda(budi(AlasanKlaim.PHK, dilaporkan))
    assert beda is not None
    assert beda.perusahaan == "PT Maju Contoh"
    assert laporan_berbeda(budi(AlasanKlaim.PHK)) is None
    assert laporan_berbeda(budi(AlasanKlaim.RESIGN, dilaporkan)) is None
    # What the person reported is not the employer's word.
    sendiri = kartu(sebab_berakhir=SebabKeluar.RESIGN, sumber=Sumber(Pelapor.PETUGAS))
    assert laporan_berbeda(budi(AlasanKlaim.PHK, sendiri)) is None


def test_kartu_terbaru_yang_masih_berjalan_lalu_yang_terakhir_berhenti() -> None:
    lama = kartu(kartu_id=1, tanggal_berakhir=date(2020, 1, 1))
    baru = kartu(kartu_id=2, tanggal_berakhir=date(2026, 1, 1))
    aktif = kartu(kartu_id=3, tanggal_berakhir=None, status=StatusKepesertaan.AKTIF)
    diklaim = kartu(kartu_id=4, status=StatusKepesertaan.DIKLAIM)
    assert kartu_terbaru(budi(AlasanKlaim.PHK, baru, lama, diklaim)) == baru
    assert kartu_terbaru(budi(AlasanKlaim.PHK, baru, aktif)) == aktif
    assert kartu_terbaru(budi(AlasanKlaim.PHK, diklaim)) is None
    assert hak_jkp(budi(AlasanKlaim.PHK, diklaim), hari_ini=HARI_INI) is None
    assert laporan_berbeda(budi(AlasanKlaim.PHK, diklaim)) is None
