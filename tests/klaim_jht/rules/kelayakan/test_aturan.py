from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import (
    FaktaIdentitas,
    FaktaKlaimTerbuka,
    FaktaPengkinian,
    FaktaSaldo,
    FaktaTahanan,
    JenisIdentitas,
    KodeAturan,
    KodePerbaikan,
    Pelapor,
    StatusPengkinian,
    Sumber,
)
from klaim_jht.rules.kelayakan.aturan import VERSI
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan
from tests.klaim_jht.rules.kelayakan.contoh import (
    BUDI,
    BUKU,
    DUKCAPIL,
    HARI_INI,
    PT_MAJU,
    aturan,
    budi,
    kartu,
    periksa,
)

AKTIF, NONAKTIF = StatusKepesertaan.AKTIF, StatusKepesertaan.NONAKTIF
DIGABUNG, DIKLAIM = StatusKepesertaan.DIGABUNG, StatusKepesertaan.DIKLAIM
RESIGN, PHK, PKWT = AlasanKlaim.RESIGN, AlasanKlaim.PHK, AlasanKlaim.PKWT


def test_setiap_aturan_berversi_dan_bersumber_hukum() -> None:
    assert set(VERSI) == set(KodeAturan)
    for alasan in (PHK, AlasanKlaim.PENSIUN):
        for satu in periksa(budi(alasan)).alasan:
            assert satu.versi == VERSI[satu.kode]
            assert satu.dasar_hukum


# Identity


@pytest.mark.parametrize(
    ("jenis", "wni", "lulus"),
    [
        pytest.param(JenisIdentitas.NIK, True, True, id="wni-ber-nik"),
        pytest.param(JenisIdentitas.NIK, False, False, id="bukan-wni"),
        pytest.param(JenisIdentitas.PASPOR, True, False, id="paspor"),
    ],
)
def test_identitas(jenis: JenisIdentitas, wni: bool, lulus: bool) -> None:
    identitas = FaktaIdentitas(jenis, wni, date(1990, 1, 1), DUKCAPIL)
    satu = aturan(budi(identitas=identitas), KodeAturan.IDENTITAS)
    assert satu.lulus is lulus
    assert satu.fakta == {"jenis": jenis.value, "wni": wni}
    assert satu.sumber == (DUKCAPIL,)
    assert satu.perbaikan is (None if lulus else KodePerbaikan.KE_CABANG)


# Data update


@pytest.mark.parametrize(
    ("status", "lulus"),
    [
        (StatusPengkinian.SELESAI, True),
        (StatusPengkinian.MENUNGGU_DUKCAPIL, True),
        (StatusPengkinian.BERJALAN, False),
        (StatusPengkinian.BELUM, False),
    ],
)
def test_pengkinian_yang_hanya_menunggu_dukcapil_dihitung_selesai(
    status: StatusPengkinian, lulus: bool
) -> None:
    fakta = budi(pengkinian=FaktaPengkinian(status, DUKCAPIL))
    satu = aturan(fakta, KodeAturan.PENGKINIAN)
    assert satu.lulus is lulus
    assert satu.perbaikan is (None if lulus else KodePerbaikan.SELESAIKAN_PENGKINIAN)


# Pension age


@pytest.mark.parametrize(
    ("lahir", "kartu_nya", "usia", "tercapai"),
    [
        pytest.param(date(1970, 11, 22), [{}], 56, date(2026, 11, 22), id="tepat-56"),
        pytest.param(date(1970, 11, 23), [{}], 56, date(2026, 11, 23), id="besok-56"),
        pytest.param(date(1972, 2, 29), [{}], 56, date(2028, 2, 29), id="lahir-29-februari"),
        pytest.param(
            date(1971, 11, 22), [{"usia_pensiun": 55}], 55, date(2026, 11, 22), id="perusahaan-55"
        ),
        pytest.param(
            date(1970, 11, 22), [{"usia_pensiun": 58}], 56, date(2026, 11, 22), id="perusahaan-58"
        ),
        pytest.param(
            date(1970, 11, 22), [{"usia_pensiun": None}], 56, date(2026, 11, 22), id="tak-diketahui"
        ),
        pytest.param(
            date(1976, 11, 22),
            [
                {"kartu_id": 2, "usia_pensiun": 50, "tanggal_berakhir": date(2010, 1, 1)},
                {"status": AKTIF, "tanggal_berakhir": None, "usia_pensiun": 55},
            ],
            55,
            date(2031, 11, 22),
            id="perusahaan-lama-tidak-dihitung",
        ),
        pytest.param(
            date(1976, 11, 22),
            [
                {"kartu_id": 2, "usia_pensiun": 50, "tanggal_berakhir": None},
                {"usia_pensiun": 55},
            ],
            55,
            date(2031, 11, 22),
            id="tanpa-tanggal-dianggap-paling-lama",
        ),
    ],
)
def test_usia_pensiun(
    lahir: date, kartu_nya: list[dict[str, object]], usia: int, tercapai: date
) -> None:
    fakta = budi(
        AlasanKlaim.PENSIUN,
        *(kartu(**beda) for beda in kartu_nya),
        identitas=replace(BUDI.identitas, tanggal_lahir=lahir),
    )
    satu = aturan(fakta, KodeAturan.USIA_PENSIUN)
    assert satu.fakta == {"usia_pensiun": usia, "tercapai_pada": tercapai.isoformat()}
    assert satu.lulus is (tercapai <= HARI_INI)
    if not satu.lulus:
        assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.TUNGGU, tercapai)
        assert aturan(fakta, KodeAturan.USIA_PENSIUN, tercapai).lulus


def test_pensiun_boleh_masih_aktif_tanpa_masa_tunggu() -> None:
    fakta = budi(
        AlasanKlaim.PENSIUN,
        kartu(status=AKTIF, tanggal_berakhir=None, sebab_berakhir=None),
        identitas=replace(BUDI.identitas, tanggal_lahir=date(1970, 1, 1)),
    )
    assert periksa(fakta).boleh


def test_usia_pensiun_perusahaan_menyebut_perusahaannya_sebagai_sumber() -> None:
    fakta = budi(AlasanKlaim.PENSIUN, kartu(usia_pensiun=55))
    assert aturan(fakta, KodeAturan.USIA_PENSIUN).sumber == (DUKCAPIL, PT_MAJU)


# Membership


def test_kepesertaan_yang_masih_aktif_dapat_dilaporkan_berhenti() -> None:
    fakta = budi(PHK, kartu(status=AKTIF, tanggal_berakhir=None))
    satu = aturan(fakta, KodeAturan.KEPESERTAAN_NONAKTIF)
    assert not satu.lulus
    assert satu.fakta == {"kartu_aktif": ("*******8901",), "jumlah_kartu": 1}
    assert satu.sumber == (PT_MAJU,)
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.LAPORKAN_BERHENTI, None)


def test_kontrak_yang_sudah_dilaporkan_berakhir_nanti_lulus_sendiri_pada_harinya() -> None:
    fakta = budi(PKWT, kartu(sebab_berakhir=SebabKeluar.PKWT, tanggal_berakhir=date(2026, 11, 30)))
    satu = aturan(fakta, KodeAturan.KEPESERTAAN_NONAKTIF)
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.TUNGGU, date(2026, 11, 30))
    assert periksa(fakta, date(2026, 11, 30)).boleh


def test_kartu_aktif_di_samping_kontrak_yang_berakhir_tidak_lulus_sendiri() -> None:
    fakta = budi(
        PKWT,
        kartu(sebab_berakhir=SebabKeluar.PKWT, tanggal_berakhir=date(2026, 11, 30)),
        kartu(kartu_id=2, status=AKTIF, tanggal_berakhir=None),
    )
    satu = aturan(fakta, KodeAturan.KEPESERTAAN_NONAKTIF)
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.LAPORKAN_BERHENTI, None)


def test_kartu_nonaktif_tanpa_tanggal_tetap_nonaktif() -> None:
    fakta = budi(PKWT, kartu(sebab_berakhir=None, tanggal_berakhir=None))
    assert aturan(fakta, KodeAturan.KEPESERTAAN_NONAKTIF).lulus


def test_kartu_yang_sudah_diklaim_tidak_ikut_dihitung() -> None:
    fakta = budi(
        PHK, kartu(), kartu(kartu_id=2, status=DIKLAIM, tanggal_berakhir=date(2026, 11, 20))
    )
    assert periksa(fakta).boleh


# Waiting month


@pytest.mark.parametrize(
    ("tanggal", "lewat"),
    [
        pytest.param(date(2026, 10, 22), date(2026, 11, 22), id="tanggal-sama"),
        pytest.param(date(2026, 10, 23), date(2026, 11, 23), id="sehari-lagi"),
        pytest.param(date(2026, 1, 31), date(2026, 2, 28), id="akhir-bulan-pendek"),
        pytest.param(date(2028, 1, 31), date(2028, 2, 29), id="akhir-bulan-kabisat"),
        pytest.param(date(2026, 12, 15), date(2027, 1, 15), id="melewati-tahun"),
    ],
)
def test_satu_bulan_sejak_tanggal_phk(tanggal: date, lewat: date) -> None:
    fakta = budi(PHK, kartu(tanggal_berakhir=tanggal))
    sehari_sebelum = date.fromordinal(lewat.toordinal() - 1)
    satu = aturan(fakta, KodeAturan.MASA_TUNGGU, sehari_sebelum)
    assert not satu.lulus
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.TUNGGU, lewat)
    assert aturan(fakta, KodeAturan.MASA_TUNGGU, lewat).lulus


def test_masa_tunggu_menyebut_fakta_dan_pelapornya() -> None:
    satu = aturan(budi(), KodeAturan.MASA_TUNGGU)
    assert satu.fakta == {
        "menurut": "PHK",
        "bulan": 1,
        "dasar": "TANGGAL_BERAKHIR",
        "tanggal_dasar": "2026-10-14",
        "lewat_pada": "2026-11-14",
        "kartu": "*******8901",
    }
    assert satu.sumber == (PT_MAJU,)


def test_resign_dihitung_dari_tanggal_pernyataan_bukan_tanggal_dilaporkan() -> None:
    fakta = budi(
        RESIGN,
        kartu(sebab_berakhir=SebabKeluar.RESIGN, tanggal_pernyataan=date(2026, 9, 30)),
    )
    satu = aturan(fakta, KodeAturan.MASA_TUNGGU)
    assert satu.fakta["dasar"] == "TANGGAL_PERNYATAAN"
    assert satu.fakta["lewat_pada"] == "2026-10-30"


def test_resign_tanpa_tanggal_pernyataan_memakai_tanggal_berakhir() -> None:
    fakta = budi(RESIGN, kartu(sebab_berakhir=SebabKeluar.RESIGN))
    assert aturan(fakta, KodeAturan.MASA_TUNGGU).fakta["dasar"] == "TANGGAL_BERAKHIR"


def test_phk_tidak_memakai_tanggal_pernyataan() -> None:
    fakta = budi(PHK, kartu(tanggal_pernyataan=date(2026, 1, 1)))
    assert aturan(fakta, KodeAturan.MASA_TUNGGU).fakta["tanggal_dasar"] == "2026-10-14"


@pytest.mark.parametrize(
    "beda",
    [
        pytest.param({"status": AKTIF}, id="masih-aktif"),
        pytest.param({"tanggal_berakhir": None}, id="tanggal-belum-diketahui"),
    ],
)
def test_tanpa_tanggal_masa_tunggu_belum_dapat_dihitung(beda: dict[str, object]) -> None:
    satu = aturan(budi(PHK, kartu(**beda)), KodeAturan.MASA_TUNGGU)
    assert not satu.lulus
    assert satu.fakta == {"tanggal_dasar": None}
    assert (satu.perbaikan, satu.lulus_pada) == (KodePerbaikan.LAPORKAN_BERHENTI, None)


def test_memilih_pkwt_tidak_melompati_bulan_yang_dilaporkan_sebagai_phk() -> None:
    fakta = budi(PKWT, kartu(tanggal_berakhir=date(2026, 11, 14)))
    satu = aturan(fakta, KodeAturan.MASA_TUNGGU)
    assert not satu.lulus
    assert satu.fakta["menurut"] == "PHK"
    assert (satu.perbaikan, satu.lulus_pada) == (
        KodePerbaikan.PERBAIKI_LAPORAN,
        date(2026, 12, 14),
    )


def test_alasan_yang_sama_ketatnya_tetap_menurut_pilihan_peserta() -> None:
    fakta = budi(PHK, kartu(sebab_berakhir=SebabKeluar.RESIGN, tanggal_pernyataan=date(2026, 1, 1)))
    satu = aturan(fakta, KodeAturan.MASA_TUNGGU)
    assert satu.fakta["menurut"] == "PHK"
    assert satu.fakta["tanggal_dasar"] == "2026-10-14"


def test_laporan_tanpa_masa_tunggu_tidak_memperpendek_pilihan() -> None:
    fakta = budi(PHK, kartu(sebab_berakhir=SebabKeluar.PKWT, tanggal_berakhir=date(2026, 11, 14)))
    assert aturan(fakta, KodeAturan.MASA_TUNGGU).lulus_pada == date(2026, 12, 14)


def test_yang_terakhir_berakhir_menentukan_dan_kartu_gabungan_ikut() -> None:
    fakta = budi(
        PHK,
        kartu(kartu_id=1, tanggal_berakhir=date(2026, 1, 5)),
        kartu(kartu_id=2, status=DIGABUNG, tanggal_berakhir=date(2026, 11, 1)),
        kartu(kartu_id=3, status=DIGABUNG, tanggal_berakhir=None),
    )
    satu = aturan(fakta, KodeAturan.MASA_TUNGGU)
    assert satu.lulus_pada == date(2026, 12, 1)


def test_hanya_kartu_gabungan_tanpa_tanggal_tidak_dapat_dihitung() -> None:
    fakta = budi(PHK, kartu(status=DIGABUNG, tanggal_berakhir=None))
    assert aturan(fakta, KodeAturan.MASA_TUNGGU).fakta == {"tanggal_dasar": None}


# Cards


@pytest.mark.parametrize(
    ("status", "lulus"),
    [
        pytest.param([NONAKTIF], True, id="satu"),
        pytest.param([NONAKTIF, NONAKTIF], False, id="dua-nonaktif"),
        pytest.param([NONAKTIF, DIGABUNG, DIGABUNG], True, id="sudah-digabung"),
        pytest.param([AKTIF], True, id="satu-aktif"),
        pytest.param([AKTIF, NONAKTIF], False, id="nonaktif-di-samping-aktif"),
        pytest.param([AKTIF, AKTIF], True, id="dua-aktif-tidak-dapat-digabung"),
        pytest.param([NONAKTIF, DIKLAIM], True, id="yang-diklaim-tidak-dihitung"),
    ],
)
def test_kartu_nonaktif_harus_digabung(status: list[StatusKepesertaan], lulus: bool) -> None:
    fakta = budi(PHK, *(kartu(kartu_id=i, status=s) for i, s in enumerate(status)))
    satu = aturan(fakta, KodeAturan.KARTU_DIGABUNG)
    assert satu.lulus is lulus
    assert satu.perbaikan is (None if lulus else KodePerbaikan.GABUNGKAN_KARTU)
    assert satu.fakta["belum_digabung"] == ("*******8901",) * status.count(NONAKTIF)


# Claims, holds, balance


def test_klaim_lain_yang_terbuka_disebut_nomornya() -> None:
    lain = FaktaKlaimTerbuka("K-2026-7", "TINJAUAN_PETUGAS", Sumber(Pelapor.PETUGAS))
    satu = aturan(budi(klaim_terbuka=lain), KodeAturan.TANPA_KLAIM_TERBUKA)
    assert satu.fakta == {"nomor": "K-2026-7", "status": "TINJAUAN_PETUGAS"}
    assert satu.perbaikan is KodePerbaikan.LIHAT_KLAIM


def test_tahanan_disebut_kodenya() -> None:
    satu = aturan(budi(tahanan=(FaktaTahanan("sengketa", BUKU),)), KodeAturan.TANPA_TAHANAN)
    assert satu.fakta == {"tahanan": ("sengketa",)}
    assert satu.sumber == (BUKU,)
    assert satu.perbaikan is KodePerbaikan.HUBUNGI_PETUGAS


@pytest.mark.parametrize(("saldo", "lulus"), [(0, False), (1, True)])
def test_saldo_harus_ada(saldo: int, lulus: bool) -> None:
    satu = aturan(budi(saldo=FaktaSaldo(Rupiah(saldo), BUKU)), KodeAturan.SALDO_ADA)
    assert (satu.lulus, satu.fakta) == (lulus, {"saldo": saldo})
    assert satu.perbaikan is (None if lulus else KodePerbaikan.PERIKSA_IURAN)


def test_yang_dibuktikan_surat_tidak_menunggu_bulan_laporan_perusahaan() -> None:
    kemarin = kartu(sebab_berakhir=SebabKeluar.RESIGN, tanggal_berakhir=date(2026, 11, 21))
    assert periksa(budi(AlasanKlaim.LN, kemarin)).ambil(KodeAturan.MASA_TUNGGU) is None
    assert periksa(budi(AlasanKlaim.PKWT, kemarin)).ambil(KodeAturan.MASA_TUNGGU) is not None
