from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jmo.lib.nik import PROVINSI
from jmo.lib.zona import format_waktu_setempat, zona_provinsi


@pytest.mark.parametrize(
    ("provinsi", "zona"),
    [
        ("DKI Jakarta", "WIB"),
        ("Kalimantan Barat", "WIB"),
        ("Kalimantan Tengah", "WIB"),
        ("KALIMANTAN SELATAN", "WITA"),
        ("Bali", "WITA"),
        ("  provinsi  nusa tenggara  timur ", "WITA"),
        ("Sulawesi Barat", "WITA"),
        ("Maluku Utara", "WIT"),
        ("Papua Barat Daya", "WIT"),
        ("PROVINSI CONTOH", "WIB"),
        ("", "WIB"),
    ],
)
def test_zona_menurut_provinsi(provinsi: str, zona: str) -> None:
    assert zona_provinsi(provinsi) == zona


def test_setiap_provinsi_resmi_punya_zona_sesuai_pulaunya() -> None:
    menurut_kode = {kode: zona_provinsi(nama) for kode, nama in PROVINSI.items()}
    assert {kode for kode, zona in menurut_kode.items() if zona == "WIT"} == {
        kode for kode in PROVINSI if kode[0] in "89"
    }
    tengah = {kode for kode, zona in menurut_kode.items() if zona == "WITA"}
    assert tengah == {kode for kode in PROVINSI if kode[0] in "57"} | {"63", "64", "65"}


@pytest.mark.parametrize(
    ("jam", "zona", "kata"),
    [
        pytest.param(14, "WIB", "23 November 2026 pukul 21.00 WIB", id="wib"),
        pytest.param(14, "WITA", "23 November 2026 pukul 21.00 WIB (22.00 WITA)", id="wita"),
        pytest.param(14, "WIT", "23 November 2026 pukul 21.00 WIB (23.00 WIT)", id="wit"),
        pytest.param(
            16, "WITA",
            "23 November 2026 pukul 23.00 WIB (24 November 2026 pukul 00.00 WITA)",
            id="another-date",
        ),
        pytest.param(14, "?", "23 November 2026 pukul 21.00 WIB", id="unknown"),
    ],
)  # fmt: skip
def test_waktu_di_dua_zona(jam: int, zona: str, kata: str) -> None:
    assert format_waktu_setempat(datetime(2026, 11, 23, jam, tzinfo=UTC), zona) == kata


def test_dalam_bahasa_inggris() -> None:
    saat = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert format_waktu_setempat(saat, "WITA", "en") == (
        "23 November 2026 at 21:00 WIB (22:00 WITA)"
    )


def test_saat_tanpa_zona_ditolak() -> None:
    with pytest.raises(ValueError, match="waktu_tanpa_zona"):
        format_waktu_setempat(datetime(2026, 11, 23, 14), "WITA")  # noqa: DTZ001 - the point
