from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import (
    FaktaKlaimTerbuka,
    FaktaPengkinian,
    FaktaSaldo,
    FaktaTahanan,
    KodeAturan,
    KodePerbaikan,
    Rute,
    SebabRute,
    StatusPengkinian,
    periksa_kelayakan,
)
from saldo.rules.masa_kepesertaan import StatusKepesertaan
from tests.klaim_jht.rules.kelayakan.contoh import (
    BUKU,
    DUKCAPIL,
    HARI_INI,
    budi,
    kartu,
    ketentuan,
    periksa,
)

UMUM = [
    KodeAturan.ALASAN_DIBUKA,
    KodeAturan.IDENTITAS,
    KodeAturan.PENGKINIAN,
]
AKHIR = [
    KodeAturan.KARTU_DIGABUNG,
    KodeAturan.TANPA_KLAIM_TERBUKA,
    KodeAturan.TANPA_TAHANAN,
    KodeAturan.SALDO_ADA,
]


def test_yang_berhak_lulus_semua_dan_diputus_mesin() -> None:
    hasil = periksa(budi())
    assert hasil.boleh
    assert hasil.rute is Rute.MESIN
    assert hasil.gagal == ()
    assert hasil.lulus_pada is None
    assert all(satu.perbaikan is None and satu.lulus_pada is None for satu in hasil.alasan)


@pytest.mark.parametrize(
    ("alasan", "khusus"),
    [
        (AlasanKlaim.PHK, [KodeAturan.KEPESERTAAN_NONAKTIF, KodeAturan.MASA_TUNGGU]),
        (AlasanKlaim.RESIGN, [KodeAturan.KEPESERTAAN_NONAKTIF, KodeAturan.MASA_TUNGGU]),
        (AlasanKlaim.PENSIUN, [KodeAturan.USIA_PENSIUN]),
        (AlasanKlaim.S10, [KodeAturan.MASA_KEPESERTAAN, KodeAturan.SEKALI_SAJA]),
        (
            AlasanKlaim.BPU_BERHENTI,
            [KodeAturan.KEPESERTAAN_NONAKTIF, KodeAturan.MASA_TUNGGU, KodeAturan.JENIS_KARTU],
        ),
        (AlasanKlaim.CACAT, []),
    ],
)
def test_centang_mengikuti_alasan(alasan: AlasanKlaim, khusus: list[KodeAturan]) -> None:
    assert [satu.kode for satu in periksa(budi(alasan)).alasan] == [*UMUM, *khusus, *AKHIR]


def test_pkwt_tanpa_masa_tunggu_bila_laporannya_juga_begitu() -> None:
    fakta = budi(AlasanKlaim.PKWT, kartu(sebab_berakhir=None, tanggal_berakhir=HARI_INI))
    hasil = periksa(fakta)
    assert hasil.boleh
    assert hasil.ambil(KodeAturan.MASA_TUNGGU) is None


def test_ahli_waris_tidak_diminta_pengkinian() -> None:
    assert periksa(budi(AlasanKlaim.MENINGGAL)).ambil(KodeAturan.PENGKINIAN) is None


def test_semua_sebab_disebut_bersama_bukan_hanya_yang_pertama() -> None:
    fakta = budi(
        AlasanKlaim.PHK,
        kartu(status=StatusKepesertaan.AKTIF),
        pengkinian=FaktaPengkinian(StatusPengkinian.BELUM, DUKCAPIL),
        klaim_terbuka=FaktaKlaimTerbuka("K-7", "DIAJUKAN", BUKU),
        tahanan=(FaktaTahanan("sengketa", BUKU),),
        saldo=FaktaSaldo(Rupiah(0), BUKU),
    )
    hasil = periksa(fakta)
    assert not hasil.boleh
    assert [satu.kode for satu in hasil.gagal] == [
        KodeAturan.PENGKINIAN,
        KodeAturan.KEPESERTAAN_NONAKTIF,
        KodeAturan.MASA_TUNGGU,
        KodeAturan.TANPA_KLAIM_TERBUKA,
        KodeAturan.TANPA_TAHANAN,
        KodeAturan.SALDO_ADA,
    ]
    assert all(satu.perbaikan is not None for satu in hasil.gagal)
    assert hasil.lulus_pada is None


@pytest.mark.parametrize(
    ("saldo", "pada", "rute"),
    [
        pytest.param(15_000_000, HARI_INI, Rute.MESIN, id="tepat-di-batas-2026"),
        pytest.param(15_000_001, HARI_INI, Rute.PETUGAS, id="di-atas-batas-2026"),
        pytest.param(10_000_000, date(2025, 4, 30), Rute.MESIN, id="tepat-di-batas-lama"),
        pytest.param(10_000_001, date(2025, 4, 30), Rute.PETUGAS, id="di-atas-batas-lama"),
        pytest.param(10_000_001, date(2025, 5, 1), Rute.MESIN, id="batas-baru-sejak-mei-2025"),
    ],
)
def test_batas_adalah_rute_bukan_penolakan(saldo: int, pada: date, rute: Rute) -> None:
    fakta = budi(
        AlasanKlaim.PHK,
        kartu(tanggal_berakhir=date(2025, 1, 1)),
        saldo=FaktaSaldo(Rupiah(saldo), BUKU),
    )
    hasil = periksa(fakta, pada)
    assert hasil.boleh
    assert hasil.rute is rute
    assert hasil.sebab_rute == ((SebabRute.DI_ATAS_BATAS,) if rute is Rute.PETUGAS else ())


def test_alasan_yang_perlu_surat_selalu_ke_petugas() -> None:
    hasil = periksa(budi(AlasanKlaim.CACAT, saldo=FaktaSaldo(Rupiah(20_000_000), BUKU)))
    assert hasil.sebab_rute == (SebabRute.DI_ATAS_BATAS, SebabRute.ALASAN_PERLU_PETUGAS)


def test_alasan_yang_belum_dibuka_ditolak_dengan_jalan_lain() -> None:
    alasan = AlasanKlaim.LN
    tanpa = replace(ketentuan(alasan), dibuka=(AlasanKlaim.PHK,))
    hasil = periksa_kelayakan(fakta=budi(alasan), ketentuan=tanpa, hari_ini=HARI_INI)
    assert not hasil.boleh
    satu = hasil.ambil(KodeAturan.ALASAN_DIBUKA)
    assert satu is not None
    assert satu.perbaikan is KodePerbaikan.PILIH_ALASAN_LAIN
    assert satu.fakta["alasan"] == alasan


def test_ahli_waris_tidak_menggabung_kartu_dan_tidak_ditanya_identitas() -> None:
    hasil = periksa(budi(AlasanKlaim.MENINGGAL))
    assert hasil.boleh
    assert hasil.rute is Rute.PETUGAS
    for kode in (KodeAturan.IDENTITAS, KodeAturan.KARTU_DIGABUNG, KodeAturan.KEPESERTAAN_NONAKTIF):
        assert hasil.ambil(kode) is None


def test_ketentuan_untuk_alasan_lain_bukan_jawaban() -> None:
    with pytest.raises(ValueError, match="ketentuan_untuk_alasan_lain"):
        periksa_kelayakan(
            fakta=budi(AlasanKlaim.PKWT), ketentuan=ketentuan(AlasanKlaim.PHK), hari_ini=HARI_INI
        )


def test_bila_hanya_waktu_yang_kurang_tanggalnya_diketahui() -> None:
    fakta = budi(AlasanKlaim.PHK, kartu(tanggal_berakhir=date(2026, 11, 14)))
    assert periksa(fakta).lulus_pada == date(2026, 12, 14)
    assert periksa(fakta, date(2026, 12, 14)).boleh
    tertahan = replace(fakta, tahanan=(FaktaTahanan("sengketa", BUKU),))
    assert periksa(tertahan).lulus_pada is None
