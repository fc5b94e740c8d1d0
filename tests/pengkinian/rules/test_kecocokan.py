from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengkinian.rules.kecocokan import (
    BedaTanggal,
    KetentuanKecocokan,
    PutusanNama,
    Unsur,
    banding_tanggal,
    nilai_nama,
    nilai_nama_rekening,
    putuskan_kependudukan,
    putuskan_nik,
)
from pengkinian.rules.status import StatusVerifikasi

K = KetentuanKecocokan()
COCOK, SEBAGIAN = StatusVerifikasi.COCOK, StatusVerifikasi.SEBAGIAN
TIDAK = StatusVerifikasi.TIDAK_COCOK
POKOK = {Unsur.NIK: 100, Unsur.NAMA: 100, Unsur.TANGGAL_LAHIR: 100}


@pytest.mark.parametrize(
    ("nama", "bank", "panjang", "putusan", "skor"),
    [
        pytest.param("SITI AMINAH", "SITI AMINAH", None, PutusanNama.LULUS, "1", id="sama"),
        pytest.param("JOKO", "JOKO JOKO", None, PutusanNama.LULUS, "1", id="digandakan"),
        pytest.param("BUDI SANTOSO", "BUDI S", None, PutusanNama.LULUS, "1", id="inisial"),
        pytest.param(
            "MUHAMMAD RIZKY RAMADHAN", "MUH RIZKY RAMADH", 16, PutusanNama.LULUS, "1", id="potong"
        ),
        pytest.param(
            "ABCDEFGHIJKLMNOPQRST",
            "ABCDEFGHIJKLMNOPQXYZ",
            None,
            PutusanNama.LULUS,
            "0.85",
            id="tepat-0.85",
        ),
        pytest.param(
            "ABCDEFGHIJKLMNOPQRST",
            "ABCDEFGHIJKLMNOPWXYZ",
            None,
            PutusanNama.PETUGAS,
            "0.8",
            id="di-bawah-0.85",
        ),
        pytest.param("ABCDE", "ABCXY", None, PutusanNama.PETUGAS, "0.6", id="tepat-0.60"),
        pytest.param("ABCDEFG", "ABCDXYZ", None, PutusanNama.TIDAK, "0.5714", id="di-bawah-0.60"),
        pytest.param("SITI AMINAH", "AGUS SALIM", None, PutusanNama.TIDAK, "0.2", id="orang-lain"),
    ],
)
def test_nama_pemilik_rekening(
    nama: str, bank: str, panjang: int | None, putusan: PutusanNama, skor: str
) -> None:
    hasil = nilai_nama_rekening(nama=nama, nama_bank=bank, panjang_kolom=panjang, ketentuan=K)
    assert (hasil.putusan, hasil.skor) == (putusan, Decimal(skor))


def test_nama_orang_tidak_memakai_kelonggaran_bank() -> None:
    assert nilai_nama("JOKO", "JOKO JOKO", K).putusan is PutusanNama.TIDAK
    assert nilai_nama("M. YUSUF", "MUHAMMAD YUSUF", K).putusan is PutusanNama.LULUS


@pytest.mark.parametrize(
    ("satu", "dua", "beda"),
    [
        pytest.param(date(1990, 2, 1), date(1990, 2, 1), BedaTanggal.SAMA, id="sama"),
        pytest.param(
            date(1990, 2, 1), date(1990, 1, 2), BedaTanggal.HARI_BULAN_TERTUKAR, id="tertukar"
        ),
        pytest.param(date(1990, 2, 1), date(1991, 1, 2), BedaTanggal.BEDA, id="tahun-beda"),
        pytest.param(date(1990, 2, 13), date(1990, 2, 14), BedaTanggal.BEDA, id="hari-beda"),
    ],
)
def test_banding_tanggal(satu: date, dua: date, beda: BedaTanggal) -> None:
    assert banding_tanggal(satu, dua) is beda


@pytest.mark.parametrize(
    ("unsur", "status", "beda"),
    [
        pytest.param(POKOK, COCOK, (), id="ketiganya"),
        pytest.param({**POKOK, Unsur.NAMA: 88}, COCOK, (), id="nama-88"),
        pytest.param({**POKOK, Unsur.NAMA: 84}, SEBAGIAN, (Unsur.NAMA,), id="nama-84"),
        pytest.param(
            {**POKOK, Unsur.TANGGAL_LAHIR: 0}, SEBAGIAN, (Unsur.TANGGAL_LAHIR,), id="tanggal"
        ),
        pytest.param(
            {Unsur.NIK: 100, Unsur.NAMA: 0, Unsur.TANGGAL_LAHIR: 0},
            TIDAK,
            (Unsur.NAMA, Unsur.TANGGAL_LAHIR),
            id="nama-dan-tanggal",
        ),
        pytest.param({**POKOK, Unsur.NIK: 0}, TIDAK, (Unsur.NIK,), id="nik"),
        pytest.param({Unsur.NIK: 100, Unsur.NAMA: 100}, SEBAGIAN, (), id="tanggal-tak-dijawab"),
        pytest.param({}, TIDAK, (), id="tak-dijawab"),
    ],
)
def test_putuskan_nik(
    unsur: dict[Unsur, int], status: StatusVerifikasi, beda: tuple[Unsur, ...]
) -> None:
    hasil = putuskan_nik(unsur, K)
    assert (hasil.status, hasil.beda) == (status, beda)


@pytest.mark.parametrize(
    ("unsur", "status", "beda"),
    [
        pytest.param({**POKOK, Unsur.NAMA_IBU: 100}, COCOK, (), id="ibu"),
        pytest.param({**POKOK, Unsur.NO_KK: 100}, COCOK, (), id="kk"),
        pytest.param(
            {**POKOK, Unsur.NO_KK: 100, Unsur.NAMA_IBU: 20}, COCOK, (Unsur.NAMA_IBU,), id="kk-cukup"
        ),
        pytest.param(
            {**POKOK, Unsur.NAMA_IBU: 100, Unsur.ALAMAT: 0, Unsur.AGAMA: 0},
            COCOK,
            (Unsur.AGAMA, Unsur.ALAMAT),
            id="alamat-tidak-memutus",
        ),
        pytest.param(POKOK, SEBAGIAN, (), id="tanpa-pendukung"),
        pytest.param(
            {**POKOK, Unsur.NO_KK: 0, Unsur.NAMA_IBU: 0},
            SEBAGIAN,
            (Unsur.NAMA_IBU, Unsur.NO_KK),
            id="keduanya-beda",
        ),
        pytest.param(
            {**POKOK, Unsur.NAMA: 0, Unsur.NAMA_IBU: 100}, SEBAGIAN, (Unsur.NAMA,), id="nama-beda"
        ),
        pytest.param(
            {**POKOK, Unsur.NIK: 0, Unsur.NAMA_IBU: 100}, TIDAK, (Unsur.NIK,), id="nik-beda"
        ),
    ],
)
def test_putuskan_kependudukan(
    unsur: dict[Unsur, int], status: StatusVerifikasi, beda: tuple[Unsur, ...]
) -> None:
    hasil = putuskan_kependudukan(unsur, K)
    assert (hasil.status, hasil.beda) == (status, beda)


jawaban = st.dictionaries(st.sampled_from(list(Unsur)), st.integers(0, 100))


@given(jawaban, st.sampled_from([Unsur.ALAMAT, Unsur.AGAMA, Unsur.KELURAHAN]), st.integers(0, 100))
def test_alamat_dan_unsur_lain_tidak_pernah_mengubah_putusan(
    unsur: dict[Unsur, int], lain: Unsur, persen: int
) -> None:
    semula = putuskan_kependudukan(unsur, K)
    assert putuskan_kependudukan({**unsur, lain: persen}, K).status is semula.status
    assert set(semula.beda) <= set(unsur)
