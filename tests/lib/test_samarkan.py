from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jmo.lib.samarkan import (
    bersihkan_teks,
    inisial,
    samarkan_ekor,
    samarkan_nama,
    samarkan_nik,
    samarkan_surel,
    samarkan_telepon,
)


@pytest.mark.parametrize(
    ("nik", "tersamar"),
    [
        pytest.param("9971011001900001", "99**********0001", id="nik"),
        pytest.param("997101", "***101", id="bukan-16-digit"),
    ],
)
def test_samarkan_nik(nik: str, tersamar: str) -> None:
    assert samarkan_nik(nik) == tersamar


@pytest.mark.parametrize(
    ("nomor", "tersamar"),
    [
        pytest.param("00012345678", "*******5678", id="kpj"),
        pytest.param("1234567890", "******7890", id="rekening"),
        pytest.param("12345", "***45", id="pendek-paling-banyak-separuh"),
        pytest.param("1", "*", id="satu"),
        pytest.param("", "", id="kosong"),
    ],
)
def test_samarkan_ekor(nomor: str, tersamar: str) -> None:
    assert samarkan_ekor(nomor) == tersamar


@pytest.mark.parametrize(
    ("e164", "tersamar"),
    [
        pytest.param("+6281234567890", "0812-****-890", id="indonesia"),
        pytest.param("+60123456789", "+60 ****789", id="malaysia"),
    ],
)
def test_samarkan_telepon(e164: str, tersamar: str) -> None:
    assert samarkan_telepon(e164) == tersamar


@pytest.mark.parametrize(
    ("surel", "tersamar"),
    [
        pytest.param("budi@contoh.id", "b***i@contoh.id", id="biasa"),
        pytest.param("ab@contoh.id", "a***@contoh.id", id="dua-huruf"),
        pytest.param("a@contoh.id", "a***@contoh.id", id="satu-huruf"),
        pytest.param("@contoh.id", "***@contoh.id", id="tanpa-nama"),
        pytest.param("bukan surel", "***", id="bukan-surel"),
    ],
)
def test_samarkan_surel(surel: str, tersamar: str) -> None:
    assert samarkan_surel(surel) == tersamar


@pytest.mark.parametrize(
    ("nama", "tersamar"),
    [
        pytest.param("BUDI SANTOSO", "B*** S******", id="dua-kata"),
        pytest.param("JOKO", "J***", id="satu-kata"),
        pytest.param(" A  B ", "A B", id="satu-huruf"),
        pytest.param("", "", id="kosong"),
    ],
)
def test_samarkan_nama(nama: str, tersamar: str) -> None:
    assert samarkan_nama(nama) == tersamar


@pytest.mark.parametrize(
    ("baris", "bersih"),
    [
        pytest.param("nik=9971011001900001 ok", "nik=[16 angka] ok", id="nik"),
        pytest.param("NIK9971011001900001", "NIK[16 angka]", id="menempel-huruf"),
        pytest.param("9971 0110 0190 0001", "[16 angka]", id="nik-berspasi"),
        pytest.param("kpj 00012345678.", "kpj [11 angka].", id="kpj"),
        pytest.param("ke 0812-3456-7890", "ke [12 angka]", id="telepon"),
        pytest.param("ke +62 812 3456 7890", "ke +[13 angka]", id="telepon-62"),
        pytest.param("tel%3A081234567890", "tel%3A[12 angka]", id="telepon-terkode"),
        pytest.param("02.421.275.5-123.000", "[15 angka]", id="npwp"),
        pytest.param("surel budi@contoh.id!", "surel b***i@contoh.id!", id="surel"),
        pytest.param("a@9971011001900001.id", "a***@[16 angka].id", id="angka-dalam-surel"),
        pytest.param("٩٩٧١٠١١٠٠١٩٠٠٠٠١", "[16 angka]", id="angka-arab"),
        pytest.param("pada 2026-11-22 9971011001900001", "pada 2026-11-22 [16 angka]", id="lalu"),
    ],
)
def test_data_pribadi_diambil_dari_baris_log(baris: str, bersih: str) -> None:
    assert bersihkan_teks(baris) == bersih


def test_tanda_dokumen_tidak_sampai_ke_catatan() -> None:
    token = "JMO1.0a1b2c3d." + "Ab_-" * 10 + "xyz." + "Ab_-" * 21 + "xy.eyJqIjoia2FydHUifQ"
    bersih = bersihkan_teks(f"GET /periksa/{token} 200, dan '{token}'")
    assert bersih == "GET /periksa/[tanda] 200, dan '[tanda]'"


def test_inisial_satu_huruf_per_kata() -> None:
    assert inisial("WATI LESTARI") == "W. L."
    assert inisial("  Supriyadi ") == "S."
    assert inisial("") == ""


@pytest.mark.parametrize(
    "baris",
    [
        pytest.param("klaim 550e8400-e29b-41d4-a716-446655440000 dibayar", id="uuid"),
        pytest.param("2026-11-22 09:30:00.123456 masuk", id="waktu"),
        pytest.param("2026-11-22T09:30:00Z", id="waktu-iso"),
        pytest.param("dari 192.168.100.200 port 8000", id="ip"),
        pytest.param("bruto Rp1.500.000.000", id="rupiah"),
        pytest.param("tugas 12345678 selesai 99 ms", id="angka-pendek"),
    ],
)
def test_yang_bukan_data_pribadi_tetap(baris: str) -> None:
    assert bersihkan_teks(baris) == baris


UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@given(st.text("0123456789٣ .-:TRp@ab", max_size=60))
@example("Rp1.234.567890123")
@example("2026-11-22 09:30:00.1234567890123")
def test_tidak_pernah_tersisa_sembilan_angka_berderet(baris: str) -> None:
    assert not re.search(r"\d{9}", UUID.sub("", bersihkan_teks(baris)))
