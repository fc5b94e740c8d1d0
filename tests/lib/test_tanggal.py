from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.tanggal import (
    WIT,
    WITA,
    Periode,
    awal_hari_wib,
    format_bulan,
    format_hari_tanggal,
    format_jam,
    format_tanggal,
    format_tanggal_pendek,
    format_waktu,
    gabung_periode,
    hari_ini_wib,
    hari_kerja,
    jumlah_hari_kerja,
    lama_bulan,
    tambah_bulan,
    tambah_hari_kerja,
    umur,
)

# SKB 3 Menteri No. 1497/2025, 2/2025, 5/2025: Nyepi, Idulfitri and their cuti bersama.
LIBUR_MARET_2026 = frozenset(date(2026, 3, h) for h in (18, 19, 20, 21, 22, 23, 24))
TANPA_LIBUR: frozenset[date] = frozenset()


@pytest.mark.parametrize(
    ("saat", "hari"),
    [
        pytest.param(datetime(2026, 11, 22, 16, 59, tzinfo=UTC), date(2026, 11, 22), id="23.59"),
        pytest.param(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), date(2026, 11, 23), id="00.00"),
        pytest.param(datetime(2026, 11, 23, 0, 30, tzinfo=WIT), date(2026, 11, 22), id="dari-wit"),
    ],
)
def test_hari_ini_wib(saat: datetime, hari: date) -> None:
    assert hari_ini_wib(saat) == hari


def test_waktu_tanpa_zona_ditolak() -> None:
    tanpa_zona = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="waktu_tanpa_zona"):
        hari_ini_wib(tanpa_zona)


def test_awal_hari_wib_adalah_pukul_tujuh_belas_utc_sehari_sebelumnya() -> None:
    assert awal_hari_wib(date(2026, 12, 14)) == datetime(2026, 12, 13, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lahir", "pada", "tahun"),
    [
        pytest.param(date(1970, 11, 22), date(2026, 11, 21), 55, id="sehari-sebelum-56"),
        pytest.param(date(1970, 11, 22), date(2026, 11, 22), 56, id="tepat-56"),
        pytest.param(date(2000, 2, 29), date(2025, 2, 27), 24, id="kabisat-sebelum"),
        pytest.param(date(2000, 2, 29), date(2025, 2, 28), 25, id="kabisat-28-februari"),
        pytest.param(date(2026, 1, 1), date(2026, 1, 1), 0, id="hari-lahir"),
    ],
)
def test_umur(lahir: date, pada: date, tahun: int) -> None:
    assert umur(lahir, pada) == tahun


def test_umur_sebelum_lahir_ditolak() -> None:
    with pytest.raises(ValueError, match="umur_sebelum_lahir"):
        umur(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("mulai", "n", "hasil"),
    [
        pytest.param(date(2026, 11, 14), 1, date(2026, 12, 14), id="tanggal-sama"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="akhir-februari"),
        pytest.param(date(2028, 1, 31), 1, date(2028, 2, 29), id="akhir-februari-kabisat"),
        pytest.param(date(2026, 3, 31), 1, date(2026, 4, 30), id="akhir-april"),
        pytest.param(date(2026, 12, 31), 1, date(2027, 1, 31), id="lewat-tahun"),
        pytest.param(date(2026, 1, 15), -1, date(2025, 12, 15), id="mundur"),
        pytest.param(date(2026, 6, 1), 120, date(2036, 6, 1), id="sepuluh-tahun"),
        pytest.param(date(2026, 6, 1), 0, date(2026, 6, 1), id="nol"),
    ],
)
def test_tambah_bulan(mulai: date, n: int, hasil: date) -> None:
    assert tambah_bulan(mulai, n) == hasil


@pytest.mark.parametrize(
    ("mulai", "n", "hasil"),
    [
        pytest.param(date(2026, 11, 23), 1, date(2026, 11, 24), id="senin-ke-selasa"),
        pytest.param(date(2026, 11, 27), 1, date(2026, 11, 30), id="jumat-ke-senin"),
        pytest.param(date(2026, 11, 22), 5, date(2026, 11, 27), id="minggu-lima-hari"),
        pytest.param(date(2026, 11, 22), 0, date(2026, 11, 23), id="nol-dari-minggu"),
        pytest.param(date(2026, 11, 23), 0, date(2026, 11, 23), id="nol-dari-senin"),
        pytest.param(date(2026, 3, 17), 1, date(2026, 3, 25), id="libur-terpanjang-2026"),
    ],
)
def test_tambah_hari_kerja(mulai: date, n: int, hasil: date) -> None:
    assert tambah_hari_kerja(mulai, n, LIBUR_MARET_2026) == hasil
    assert tambah_hari_kerja(mulai, n, LIBUR_MARET_2026.__contains__) == hasil


def test_hari_kerja_menyingkirkan_akhir_pekan_dan_libur() -> None:
    assert hari_kerja(date(2026, 3, 17), LIBUR_MARET_2026)
    assert not hari_kerja(date(2026, 3, 18), LIBUR_MARET_2026)
    assert not hari_kerja(date(2026, 11, 22), TANPA_LIBUR)


def test_tambah_hari_kerja_menolak_yang_mustahil() -> None:
    with pytest.raises(ValueError, match="hari_kerja_negatif"):
        tambah_hari_kerja(date(2026, 1, 1), -1, TANPA_LIBUR)
    with pytest.raises(ValueError, match="kalender_tanpa_hari_kerja"):
        tambah_hari_kerja(date(2026, 1, 1), 1, lambda _hari: True)


def test_jumlah_hari_kerja_menghitung_hari_ke_berapa() -> None:
    assert jumlah_hari_kerja(date(2026, 11, 20), date(2026, 11, 24), TANPA_LIBUR) == 2
    assert jumlah_hari_kerja(date(2026, 11, 24), date(2026, 11, 20), TANPA_LIBUR) == 0
    assert jumlah_hari_kerja(date(2026, 11, 24), date(2026, 11, 24), TANPA_LIBUR) == 0


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(min_value=1, max_value=60))
def test_jumlah_hari_kerja_membalik_tambah_hari_kerja(mulai: date, n: int) -> None:
    hasil = tambah_hari_kerja(mulai, n, LIBUR_MARET_2026)
    assert hari_kerja(hasil, LIBUR_MARET_2026)
    assert jumlah_hari_kerja(mulai, hasil, LIBUR_MARET_2026) == n


def test_periode_terbalik_ditolak() -> None:
    with pytest.raises(ValueError, match="periode_terbalik"):
        Periode(date(2026, 2, 1), date(2026, 1, 31))


A = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("masukan", "gabungan"),
    [
        pytest.param([], (), id="kosong"),
        pytest.param(
            [Periode(date(2021, 1, 1), date(2021, 6, 30)), Periode(A, date(2020, 6, 30))],
            (Periode(A, date(2020, 6, 30)), Periode(date(2021, 1, 1), date(2021, 6, 30))),
            id="terpisah-dan-terurut",
        ),
        pytest.param(
            [Periode(A, date(2020, 6, 30)), Periode(date(2020, 7, 1), date(2020, 8, 1))],
            (Periode(A, date(2020, 8, 1)),),
            id="bersambung",
        ),
        pytest.param(
            [Periode(A, date(2020, 12, 31)), Periode(date(2020, 3, 1), date(2020, 4, 1))],
            (Periode(A, date(2020, 12, 31)),),
            id="di-dalam",
        ),
        pytest.param(
            [Periode(A, None), Periode(date(2020, 3, 1), date(2020, 4, 1))],
            (Periode(A, None),),
            id="yang-pertama-masih-berjalan",
        ),
        pytest.param(
            [Periode(A, date(2020, 3, 1)), Periode(date(2020, 2, 1), None)],
            (Periode(A, None),),
            id="yang-kedua-masih-berjalan",
        ),
    ],
)
def test_gabung_periode(masukan: list[Periode], gabungan: tuple[Periode, ...]) -> None:
    assert gabung_periode(masukan) == gabungan


@pytest.mark.parametrize(
    ("masukan", "bulan"),
    [
        pytest.param([], 0, id="kosong"),
        pytest.param([Periode(date(2020, 1, 15), date(2020, 2, 14))], 1, id="sebulan-tepat"),
        pytest.param([Periode(date(2020, 1, 15), date(2020, 2, 13))], 1, id="tiga-puluh-hari"),
        pytest.param([Periode(date(2021, 2, 1), date(2021, 2, 27))], 0, id="kurang-sehari"),
        pytest.param([Periode(A, None)], 82, id="masih-berjalan"),
        pytest.param([Periode(A, date(2030, 1, 1))], 82, id="tidak-melewati-hari-ini"),
        pytest.param([Periode(date(2026, 12, 1), None)], 0, id="belum-mulai"),
        pytest.param(
            [Periode(A, date(2020, 12, 31)), Periode(date(2020, 7, 1), date(2021, 6, 30))],
            18,
            id="dua-kartu-bertindih-dihitung-sekali",
        ),
        pytest.param(
            [
                Periode(date(2020, 1, 1), date(2020, 1, 15)),
                Periode(date(2020, 3, 1), date(2020, 3, 15)),
            ],
            1,
            id="sisa-hari-dijumlahkan",
        ),
    ],
)
def test_lama_bulan(masukan: list[Periode], bulan: int) -> None:
    assert lama_bulan(masukan, date(2026, 11, 22)) == bulan


@given(
    st.lists(st.tuples(st.dates(A, date(2030, 1, 1)), st.integers(0, 2000)), max_size=6),
    st.dates(A, date(2030, 1, 1)),
)
def test_gabungan_memuat_hari_yang_sama_dan_tidak_bersentuhan(
    rentang: list[tuple[date, int]], contoh: date
) -> None:
    masukan = [Periode(mulai, mulai + timedelta(days=lama)) for mulai, lama in rentang]
    gabungan = gabung_periode(masukan)

    def memuat(periode: list[Periode]) -> bool:
        return any(p.mulai <= contoh and (p.sampai or contoh) >= contoh for p in periode)

    assert memuat(masukan) == memuat(list(gabungan))
    for p, q in itertools.pairwise(gabungan):
        assert p.sampai is not None
        assert p.sampai + timedelta(days=1) < q.mulai


def test_format_tanggal() -> None:
    hari = date(2026, 1, 2)
    assert format_tanggal(hari) == "2 Januari 2026"
    assert format_tanggal(hari, "en") == "2 January 2026"
    assert format_tanggal_pendek(hari) == "02-01-2026"
    assert format_hari_tanggal(hari) == "Jumat, 2 Januari 2026"
    assert format_hari_tanggal(hari, "en") == "Friday, 2 January 2026"
    assert format_bulan(date(2026, 12, 1)) == "Desember 2026"
    assert format_bulan(date(2026, 12, 1), "en") == "December 2026"


def test_format_waktu() -> None:
    saat = datetime(2026, 1, 2, 2, 30, tzinfo=UTC)
    assert format_jam(saat) == "09.30 WIB"
    assert format_jam(saat, "en") == "09:30 WIB"
    assert format_jam(saat, zona=WITA) == "10.30 WITA"
    assert format_waktu(saat) == "2 Januari 2026 pukul 09.30 WIB"
    assert format_waktu(saat, "en", zona=WIT) == "2 January 2026 at 11:30 WIT"
    malam = datetime(2026, 1, 2, 17, 5, tzinfo=UTC)
    assert format_waktu(malam) == "3 Januari 2026 pukul 00.05 WIB"
