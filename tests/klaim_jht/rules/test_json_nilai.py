from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Optional

import pytest

from jmo.lib.uang import Rupiah
from klaim_jht.rules.json_nilai import dari_json, ke_json


class Warna(StrEnum):
    BIRU = "BIRU"


@dataclass(frozen=True)
class Isi:
    jumlah: Rupiah
    tarif: Decimal
    warna: Warna
    tanggal: date
    saat: datetime | None
    daftar: tuple[str, ...]
    peta: Mapping[str, int | str | tuple[str, ...] | None]
    anak: Optional[Isi] = None  # noqa: UP045 - the older spelling must be readable too
    benar: bool = True


ISI = Isi(
    Rupiah(15),
    Decimal("0.050"),
    Warna.BIRU,
    date(2026, 11, 22),
    datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
    ("a", "b"),
    {"satu": 1, "dua": "2", "tiga": ("x",), "empat": None},
    anak=Isi(Rupiah(0), Decimal(0), Warna.BIRU, date(2026, 1, 1), None, (), {}),
)


def test_pulang_pergi() -> None:
    teks = ke_json(ISI)
    assert teks["tarif"] == "0.050"
    assert teks["daftar"] == ["a", "b"]
    assert teks["saat"] == "2026-11-22T03:00:00+00:00"
    assert dari_json(Isi, teks) == ISI


def test_bidang_baru_dengan_nilai_baku_tidak_menghalangi_isi_lama() -> None:
    lama = {k: v for k, v in ke_json(ISI).items() if k not in ("anak", "benar")}
    assert dari_json(Isi, lama).benar is True


@pytest.mark.parametrize(
    "nilai",
    [
        pytest.param(1.5, id="pecahan-biner"),
        pytest.param({1, 2}, id="himpunan"),
        pytest.param([1], id="daftar-yang-dapat-berubah"),
        pytest.param(Isi, id="kelas"),
        pytest.param(b"x", id="bytes"),
    ],
)
def test_yang_tidak_tetap_tidak_dibekukan(nilai: object) -> None:
    with pytest.raises(ValueError, match="tidak_dapat_dibekukan"):
        ke_json(nilai)


def test_waktu_tanpa_zona_ditolak() -> None:
    with pytest.raises(ValueError, match="waktu_tanpa_zona"):
        ke_json(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("bidang", "nilai", "galat"),
    [
        pytest.param("jumlah", "15", "json_tidak_cocok", id="teks-bukan-bilangan"),
        pytest.param("jumlah", True, "json_tidak_cocok", id="benar-bukan-satu"),
        pytest.param("jumlah", 1.0, "json_tidak_cocok", id="pecahan"),
        pytest.param("tarif", 0.05, "json_tidak_cocok", id="tarif-bukan-teks"),
        pytest.param("tarif", "lima", "json_tidak_cocok", id="tarif-bukan-bilangan"),
        pytest.param("warna", "HIJAU", "HIJAU", id="pilihan-tak-dikenal"),
        pytest.param("tanggal", "22-11-2026", "isoformat", id="tanggal-bukan-iso"),
        pytest.param("saat", 5, "json_tidak_cocok", id="saat-bukan-teks"),
        pytest.param("daftar", "ab", "json_tidak_cocok", id="teks-bukan-daftar"),
        pytest.param("peta", [], "json_tidak_cocok", id="daftar-bukan-peta"),
        pytest.param("anak", {}, "json_tidak_cocok", id="anak-kurang"),
        pytest.param("asing", 1, "json_bidang_tak_dikenal:Isi", id="bidang-asing"),
    ],
)
def test_isi_yang_tidak_cocok_ditolak(bidang: str, nilai: Any, galat: str) -> None:
    with pytest.raises(ValueError, match=galat):
        dari_json(Isi, ke_json(ISI) | {bidang: nilai})


def test_bidang_wajib_yang_hilang_ditolak() -> None:
    isi = ke_json(ISI)
    del isi["tarif"]
    with pytest.raises(ValueError, match="json_bidang_kurang:Isi"):
        dari_json(Isi, isi)
