from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.nik import (
    PROVINSI,
    PROVINSI_CADANGAN,
    PROVINSI_RESMI,
    JenisKelamin,
    PeringatanNik,
    parse_kk,
    parse_nik,
    periksa_nik,
)

UJI = PROVINSI_RESMI | {PROVINSI_CADANGAN}
L, P = JenisKelamin.LAKI_LAKI, JenisKelamin.PEREMPUAN


def test_ada_38_provinsi() -> None:
    assert len(PROVINSI) == 38
    assert PROVINSI_CADANGAN not in PROVINSI


@pytest.mark.parametrize(
    ("teks", "kandidat", "kelamin"),
    [
        pytest.param("9971011001900001", (date(1990, 1, 10), date(2090, 1, 10)), L, id="laki-laki"),
        pytest.param(
            "9971015001900001", (date(1990, 1, 10), date(2090, 1, 10)), P, id="perempuan-dd-40"
        ),
        pytest.param(
            " 9971 0171 1205-0001", (date(1905, 12, 31), date(2005, 12, 31)), P, id="pemisah"
        ),
        pytest.param("9971012902000001", (date(2000, 2, 29),), L, id="kabisat-satu-abad"),
    ],
)
def test_parse_nik(teks: str, kandidat: tuple[date, ...], kelamin: JenisKelamin) -> None:
    nik = parse_nik(teks, provinsi=UJI)
    assert nik.kandidat_lahir == kandidat
    assert nik.jenis_kelamin == kelamin
    assert nik.provinsi == "99"
    assert len(nik.angka) == 16


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        pytest.param("", "nik_digit", id="kosong"),
        pytest.param("997101100190000", "nik_digit", id="15-digit"),
        pytest.param("99710110019000011", "nik_digit", id="17-digit"),
        pytest.param("99710110O1900001", "nik_digit", id="huruf-o"),
        pytest.param("٩٩٧١٠١١٠٠١٩٠٠٠٠١", "nik_digit", id="angka-arab"),
        pytest.param("9871011001900001", "nik_provinsi", id="provinsi-tak-ada"),
        pytest.param("9771011001900001", "nik_provinsi", id="kode-statistik-97"),
        pytest.param("9971010001900001", "nik_tanggal", id="hari-0"),
        pytest.param("9971013201900001", "nik_tanggal", id="hari-32"),
        pytest.param("9971014001900001", "nik_tanggal", id="hari-40"),
        pytest.param("9971017201900001", "nik_tanggal", id="hari-72"),
        pytest.param("9971011013900001", "nik_tanggal", id="bulan-13"),
        pytest.param("9971012902010001", "nik_tanggal", id="29-februari-2001"),
        pytest.param("9971011001900000", "nik_urut", id="urut-0000"),
    ],
)
def test_parse_nik_menolak(teks: str, kode: str) -> None:
    with pytest.raises(NilaiTidakSah) as tertangkap:
        parse_nik(teks, provinsi=UJI)
    assert tertangkap.value.kode == kode


def test_provinsi_cadangan_hanya_bila_diizinkan() -> None:
    with pytest.raises(NilaiTidakSah, match="nik_provinsi"):
        parse_nik("9971011001900001")


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(sorted(UJI)),
    st.booleans(),
    st.integers(1, 9999),
)
def test_tiap_orang_punya_nik_yang_terbaca(
    lahir: date, provinsi: str, perempuan: bool, urut: int
) -> None:
    hari = lahir.day + 40 * perempuan
    teks = f"{provinsi}7101{hari:02}{lahir.month:02}{lahir.year % 100:02}{urut:04}"
    nik = parse_nik(teks, provinsi=UJI)
    kelamin = P if perempuan else L
    assert lahir in nik.kandidat_lahir
    assert not periksa_nik(nik, tanggal_lahir=lahir, jenis_kelamin=kelamin)
    assert teks not in repr(nik)


@pytest.mark.parametrize(
    ("lahir", "kelamin", "peringatan"),
    [
        pytest.param(date(1990, 1, 10), L, set(), id="cocok"),
        pytest.param(None, None, set(), id="tidak-diketahui"),
        pytest.param(date(1990, 1, 11), L, {PeringatanNik.TANGGAL_LAHIR_BEDA}, id="tanggal"),
        pytest.param(date(1990, 1, 10), P, {PeringatanNik.JENIS_KELAMIN_BEDA}, id="kelamin"),
        pytest.param(date(1990, 10, 1), P, set(PeringatanNik), id="keduanya"),
    ],
)
def test_beda_dengan_nik_hanya_peringatan(
    lahir: date | None, kelamin: JenisKelamin | None, peringatan: set[PeringatanNik]
) -> None:
    nik = parse_nik("9971011001900001", provinsi=UJI)
    assert periksa_nik(nik, tanggal_lahir=lahir, jenis_kelamin=kelamin) == peringatan


def test_parse_kk() -> None:
    assert parse_kk("9971 0110 0126 0001", provinsi=UJI) == "9971011001260001"


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        pytest.param("997101", "kk_digit", id="pendek"),
        pytest.param("0071011001260001", "kk_provinsi", id="provinsi"),
        pytest.param("9971011001260000", "kk_urut", id="urut"),
    ],
)
def test_parse_kk_menolak(teks: str, kode: str) -> None:
    with pytest.raises(NilaiTidakSah) as tertangkap:
        parse_kk(teks, provinsi=UJI)
    assert tertangkap.value.kode == kode
