from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jmo.lib.uang import Rupiah
from saldo.rules.data_ketentuan import KETENTUAN
from saldo.rules.iuran import (
    BarisIuran,
    GalatBaris,
    SebabGalat,
    periksa_baris,
    susun_ketentuan_iuran,
)
from saldo.rules.ketentuan import pilih_berlaku
from saldo.rules.masa_kepesertaan import SebabKeluar

HARI_INI = date(2026, 11, 22)
KETENTUAN_2026 = susun_ketentuan_iuran(pilih_berlaku(KETENTUAN, date(2026, 10, 1)))
BARIS = BarisIuran(
    baris=2,
    npp="AB123456",
    bulan=date(2026, 10, 1),
    kpj="12345678901",
    nik="9901014101900001",
    nama="SITI CONTOH",
    tanggal_lahir=date(1990, 1, 1),
    upah=Rupiah(5_000_000),
    jht_pemberi_kerja=Rupiah(185_000),
    jht_pekerja=Rupiah(100_000),
    jp_pemberi_kerja=Rupiah(100_000),
    jp_pekerja=Rupiah(50_000),
    tanggal_bayar=date(2026, 11, 10),
    tanggal_keluar=None,
    sebab_keluar=None,
)


def periksa(**beda: object) -> tuple[GalatBaris, ...]:
    baris = replace(BARIS, **beda)  # type: ignore[arg-type]  # fields given by name per case
    return periksa_baris(baris, ketentuan=KETENTUAN_2026, hari_ini=HARI_INI)


def test_baris_yang_sesuai_diterima() -> None:
    assert periksa() == ()
    assert BARIS.jht == 285_000


@pytest.mark.parametrize(
    ("beda", "kolom", "sebab"),
    [
        pytest.param(
            {"bulan": date(2026, 12, 1)}, "bulan", SebabGalat.BULAN_DI_DEPAN, id="bulan-depan"
        ),
        pytest.param(
            {"tanggal_bayar": date(2026, 11, 23)},
            "tanggal_bayar",
            SebabGalat.BAYAR_DI_DEPAN,
            id="bayar-besok",
        ),
        pytest.param(
            {"tanggal_keluar": date(2026, 9, 30), "sebab_keluar": SebabKeluar.PHK},
            "tanggal_keluar",
            SebabGalat.KELUAR_SEBELUM_BULAN,
            id="upah-setelah-keluar",
        ),
        pytest.param(
            {"tanggal_keluar": date(2026, 11, 23), "sebab_keluar": SebabKeluar.PHK},
            "tanggal_keluar",
            SebabGalat.KELUAR_DI_DEPAN,
            id="keluar-besok",
        ),
        pytest.param(
            {"upah": 0, "jht_pemberi_kerja": 0}, "upah", SebabGalat.UPAH_NOL, id="upah-nol"
        ),
    ],
)
def test_yang_tidak_masuk_akal_ditolak_dengan_kolomnya(
    beda: dict[str, object], kolom: str, sebab: SebabGalat
) -> None:
    assert periksa(**beda) == (GalatBaris(2, kolom, sebab),)


@pytest.mark.parametrize(
    ("kolom", "seharusnya"),
    [
        ("jht_pemberi_kerja", 185_000),
        ("jht_pekerja", 100_000),
        ("jp_pemberi_kerja", 100_000),
        ("jp_pekerja", 50_000),
    ],
)
def test_iuran_yang_meleset_lebih_dari_satu_rupiah_ditolak(kolom: str, seharusnya: int) -> None:
    for selisih in (-1, 1):
        assert periksa(**{kolom: seharusnya + selisih}) == ()
    for selisih in (-2, 2):
        assert periksa(**{kolom: seharusnya + selisih}) == (
            GalatBaris(
                2,
                kolom,
                SebabGalat.IURAN_TIDAK_SESUAI,
                {"tertulis": seharusnya + selisih, "seharusnya": seharusnya},
            ),
        )


def test_jp_boleh_tidak_diikuti_tetapi_tidak_boleh_separuh() -> None:
    assert periksa(jp_pemberi_kerja=0, jp_pekerja=0) == ()
    (galat,) = periksa(jp_pemberi_kerja=0)
    assert galat.kolom == "jp_pemberi_kerja"


def test_yang_keluar_boleh_tanpa_upah() -> None:
    nol = dict.fromkeys(
        ("upah", "jht_pemberi_kerja", "jht_pekerja", "jp_pemberi_kerja", "jp_pekerja"), 0
    )
    keluar = {"tanggal_keluar": date(2026, 9, 30), "sebab_keluar": SebabKeluar.RESIGN}
    assert periksa(**nol, **keluar) == ()


def test_semua_yang_keliru_disebut_bersama() -> None:
    galat = periksa(tanggal_bayar=date(2027, 1, 1), jht_pekerja=1, jp_pekerja=1)
    assert [satu.kolom for satu in galat] == ["tanggal_bayar", "jht_pekerja", "jp_pekerja"]


def test_identitas_tidak_ikut_tercetak() -> None:
    teks = repr(BARIS)
    for rahasia in ("9901014101900001", "12345678901", "SITI", "1990", "5000000"):
        assert rahasia not in teks


def test_peserta_mandiri_membayar_dua_persen_dan_tidak_lebih() -> None:
    nol = Rupiah(0)
    mandiri = replace(
        BARIS, npp=None, jht_pemberi_kerja=nol, jp_pemberi_kerja=nol, jp_pekerja=nol
    )  # fmt: skip
    assert not periksa_baris(mandiri, ketentuan=KETENTUAN_2026, hari_ini=HARI_INI)
    for beda, galat in (
        ({"jht_pemberi_kerja": Rupiah(185_000)}, ("jht_pemberi_kerja", "BPU_TANPA_PEMBERI_KERJA")),
        ({"jp_pekerja": Rupiah(1)}, ("jp_pekerja", "BPU_TANPA_PEMBERI_KERJA")),
        ({"jht_pekerja": Rupiah(99_998)}, ("jht_pekerja", "IURAN_TIDAK_SESUAI")),
    ):
        isi = replace(mandiri, **beda)  # type: ignore[arg-type]  # names of columns of money
        salah = periksa_baris(isi, ketentuan=KETENTUAN_2026, hari_ini=HARI_INI)
        assert [(satu.kolom, satu.sebab) for satu in salah] == [galat]
