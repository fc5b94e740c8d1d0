from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.masa_tenang import (
    AsalRekening,
    FaktaMasaTenang,
    FaktaRekening,
    KetentuanMasaTenang,
    SebabTahan,
    hitung_masa_tenang,
)
from jmo.lib.tanggal import WIB

K = KetentuanMasaTenang()


def wib(hari: int, jam: int, menit: int = 0) -> datetime:
    return datetime(2026, 11, hari, jam, menit, tzinfo=WIB)


LENGKAP = FaktaRekening(
    asal=AsalRekening.PERTAMA, pada=wib(22, 9, 55), wajah_segar=True, nama_cocok=True
)
DIGANTI = FaktaRekening(
    asal=AsalRekening.DIGANTI,
    pada=wib(22, 10),
    wajah_segar=True,
    nama_cocok=True,
    bukti_kontak_pada=wib(21, 22),
)
TENANG = FaktaMasaTenang(rekening=LENGKAP, dalam_batas=True)


@pytest.mark.parametrize(
    ("fakta", "sekarang", "kirim"),
    [
        pytest.param(TENANG, wib(22, 10), wib(22, 10), id="pengkinian-pertama-klaim-10.00"),
        pytest.param(
            replace(TENANG, rekening=replace(DIGANTI, bukti_kontak_pada=None)),
            wib(22, 10),
            wib(22, 22),
            id="rekening-diganti-10.00-hp-lama-mati",
        ),
        pytest.param(
            replace(TENANG, dipulihkan_pada=wib(22, 20)),
            wib(22, 20, 30),
            wib(23, 8),
            id="dipulihkan-lewat-surel-20.00",
        ),
        pytest.param(
            replace(TENANG, rekening=replace(DIGANTI, pada=wib(22, 9, 10), bukti_kontak_pada=None)),
            wib(22, 11),
            wib(22, 21, 10),
            id="diganti-09.10-dikirim-21.10",
        ),
    ],
)
def test_contoh_ketetapan(fakta: FaktaMasaTenang, sekarang: datetime, kirim: datetime) -> None:
    assert hitung_masa_tenang(fakta, sekarang, K).boleh_kirim_pada == kirim


@pytest.mark.parametrize(
    ("rekening", "dalam_batas", "sebab"),
    [
        pytest.param(LENGKAP, True, None, id="pertama-lengkap"),
        pytest.param(
            replace(LENGKAP, wajah_segar=False),
            True,
            SebabTahan.REKENING_PERTAMA_BELUM_LENGKAP,
            id="pertama-wajah-basi",
        ),
        pytest.param(
            replace(LENGKAP, nama_cocok=False),
            True,
            SebabTahan.REKENING_PERTAMA_BELUM_LENGKAP,
            id="pertama-nama-oleh-petugas",
        ),
        pytest.param(
            LENGKAP, False, SebabTahan.REKENING_PERTAMA_BELUM_LENGKAP, id="pertama-di-atas-batas"
        ),
        pytest.param(
            replace(LENGKAP, asal=AsalRekening.SAMA_DIKONFIRMASI, wajah_segar=False),
            False,
            None,
            id="rekening-sama",
        ),
        pytest.param(DIGANTI, False, None, id="diganti-lengkap-12-jam-tepat"),
        pytest.param(
            replace(DIGANTI, bukti_kontak_pada=wib(21, 22, 1)),
            True,
            SebabTahan.REKENING_DIGANTI,
            id="diganti-kontak-baru-11.59-jam",
        ),
        pytest.param(
            replace(DIGANTI, bukti_kontak_pada=None),
            True,
            SebabTahan.REKENING_DIGANTI,
            id="diganti-tanpa-kode",
        ),
        pytest.param(
            replace(DIGANTI, wajah_segar=False),
            True,
            SebabTahan.REKENING_DIGANTI,
            id="diganti-tanpa-wajah",
        ),
        pytest.param(
            replace(DIGANTI, nama_cocok=False),
            True,
            SebabTahan.REKENING_DIGANTI,
            id="diganti-nama-beda",
        ),
    ],
)
def test_sebab_dari_rekening(
    rekening: FaktaRekening, dalam_batas: bool, sebab: SebabTahan | None
) -> None:
    fakta = FaktaMasaTenang(rekening=rekening, dalam_batas=dalam_batas)
    hasil = hitung_masa_tenang(fakta, wib(22, 10), K)
    assert [satu.sebab for satu in hasil.tahanan] == ([sebab] if sebab else [])
    diharap = rekening.pada + timedelta(hours=12) if sebab else wib(22, 10)
    assert hasil.boleh_kirim_pada == diharap


@pytest.mark.parametrize(
    ("fakta", "sebab"),
    [
        pytest.param(
            replace(TENANG, kontak_terakhir_diganti_pada=wib(22, 8)),
            SebabTahan.KONTAK_TERAKHIR_DIGANTI,
            id="kontak",
        ),
        pytest.param(
            replace(TENANG, dipulihkan_pada=wib(22, 8)), SebabTahan.AKUN_DIPULIHKAN, id="pulih"
        ),
        pytest.param(
            replace(TENANG, wajah_petugas_pada=wib(22, 8)),
            SebabTahan.WAJAH_OLEH_PETUGAS,
            id="wajah-petugas",
        ),
    ],
)
def test_perubahan_lain_menahan_dua_belas_jam(fakta: FaktaMasaTenang, sebab: SebabTahan) -> None:
    hasil = hitung_masa_tenang(fakta, wib(22, 10), K)
    (satu,) = hasil.tahanan
    assert (satu.sebab, satu.sejak, satu.sampai) == (sebab, wib(22, 8), wib(22, 20))
    assert hasil.boleh_kirim_pada == wib(22, 20)
    tepat = hitung_masa_tenang(fakta, wib(22, 20), K)
    assert (tepat.boleh_kirim_pada, tepat.tahanan) == (wib(22, 20), ())


def test_semua_sebab_disebut_dan_yang_terakhir_menentukan() -> None:
    fakta = replace(
        TENANG,
        rekening=replace(DIGANTI, bukti_kontak_pada=None),
        kontak_terakhir_diganti_pada=wib(22, 9),
        dipulihkan_pada=wib(21, 20),
    )
    hasil = hitung_masa_tenang(fakta, wib(22, 10), K)
    assert {satu.sebab for satu in hasil.tahanan} == {
        SebabTahan.REKENING_DIGANTI,
        SebabTahan.KONTAK_TERAKHIR_DIGANTI,
    }
    assert hasil.boleh_kirim_pada == wib(22, 22)


def test_bukan_saya_menahan_sampai_ditutup_petugas() -> None:
    fakta = replace(TENANG, bukan_saya=True, dipulihkan_pada=wib(22, 9))
    hasil = hitung_masa_tenang(fakta, wib(30, 10), K)
    assert hasil.boleh_kirim_pada is None
    assert [(satu.sebab, satu.sampai) for satu in hasil.tahanan] == [(SebabTahan.BUKAN_SAYA, None)]


jam = st.none() | st.integers(0, 48).map(lambda n: wib(20, 0) + timedelta(hours=n))


@given(jam, jam, jam, st.booleans(), st.integers(0, 72))
def test_tidak_pernah_lebih_dari_dua_belas_jam_sejak_perubahan_terakhir(
    kontak: datetime | None,
    pulih: datetime | None,
    petugas: datetime | None,
    dalam_batas: bool,
    nanti: int,
) -> None:
    fakta = FaktaMasaTenang(
        rekening=replace(LENGKAP, pada=wib(20, 12)),
        dalam_batas=dalam_batas,
        kontak_terakhir_diganti_pada=kontak,
        dipulihkan_pada=pulih,
        wajah_petugas_pada=petugas,
    )
    sekarang = wib(20, 12) + timedelta(hours=nanti)
    hasil = hitung_masa_tenang(fakta, sekarang, K)
    assert hasil.boleh_kirim_pada is not None
    assert hasil.boleh_kirim_pada >= sekarang
    terakhir = max(t for t in (kontak, pulih, petugas, wib(20, 12)) if t is not None)
    assert hasil.boleh_kirim_pada <= max(sekarang, terakhir + timedelta(hours=12))
    assert (hasil.boleh_kirim_pada > sekarang) == bool(hasil.tahanan)
