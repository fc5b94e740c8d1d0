from __future__ import annotations

from datetime import date

import pytest

from klaim_jht.rules.alasan import (
    ALASAN_DIBUKA,
    ALASAN_SENDIRI,
    ATURAN_ALASAN,
    AlasanKlaim,
    DasarHitung,
    alasan_dari_laporan,
    aturan_alasan,
)
from klaim_jht.rules.berkas import BERKAS_ALASAN
from saldo.rules.masa_kepesertaan import SebabKeluar

HARI_INI = date(2026, 11, 22)


@pytest.mark.parametrize("alasan", AlasanKlaim)
def test_setiap_alasan_punya_tepat_satu_aturan_bersumber(alasan: AlasanKlaim) -> None:
    aturan = aturan_alasan(alasan, pada=HARI_INI)
    assert aturan.alasan is alasan
    assert aturan.dasar_hukum
    assert len({satu.versi for satu in ATURAN_ALASAN}) == len(ATURAN_ALASAN)


def test_aturan_bertanggal() -> None:
    with pytest.raises(ValueError, match="aturan_alasan_tidak_tunggal"):
        aturan_alasan(AlasanKlaim.RESIGN, pada=date(2022, 4, 25))
    assert aturan_alasan(AlasanKlaim.RESIGN, pada=date(2022, 4, 26)).masa_tunggu_bulan == 1


@pytest.mark.parametrize(
    ("alasan", "tunggu", "dasar", "boleh_aktif", "usia"),
    [
        (AlasanKlaim.RESIGN, 1, DasarHitung.TANGGAL_PERNYATAAN, False, None),
        (AlasanKlaim.PHK, 1, DasarHitung.TANGGAL_BERAKHIR, False, None),
        (AlasanKlaim.PKWT, 0, DasarHitung.TANGGAL_BERAKHIR, False, None),
        (AlasanKlaim.PENSIUN, 0, DasarHitung.TANGGAL_BERAKHIR, True, 56),
    ],
)
def test_alasan_yang_dibuka(
    alasan: AlasanKlaim, tunggu: int, dasar: DasarHitung, boleh_aktif: bool, usia: int | None
) -> None:
    aturan = aturan_alasan(alasan, pada=HARI_INI)
    assert alasan in ALASAN_DIBUKA
    assert (aturan.masa_tunggu_bulan, aturan.dasar_hitung) == (tunggu, dasar)
    assert (aturan.boleh_aktif, aturan.usia_minimal) == (boleh_aktif, usia)
    assert not aturan.perlu_petugas


def test_hanya_ahli_waris_yang_punya_pintu_sendiri() -> None:
    assert frozenset(AlasanKlaim) == ALASAN_DIBUKA
    assert {AlasanKlaim.MENINGGAL} == ALASAN_DIBUKA - ALASAN_SENDIRI


@pytest.mark.parametrize("alasan", [AlasanKlaim.CACAT, AlasanKlaim.S30, AlasanKlaim.LN])
def test_yang_dibuktikan_dengan_surat_diputus_petugas(alasan: AlasanKlaim) -> None:
    assert aturan_alasan(alasan, pada=HARI_INI).perlu_petugas
    assert BERKAS_ALASAN[alasan]


@pytest.mark.parametrize("sebab", SebabKeluar)
def test_setiap_laporan_perusahaan_punya_alasannya(sebab: SebabKeluar) -> None:
    assert alasan_dari_laporan(sebab) == sebab.value


def test_tanpa_laporan_tidak_ada_alasan_awal() -> None:
    assert alasan_dari_laporan(None) is None


def test_kode_muat_di_kolom_tabel() -> None:
    assert max(map(len, AlasanKlaim)) <= 14
