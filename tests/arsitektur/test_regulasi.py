from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
PETA = (AKAR / "docs" / "regulasi.md").read_text(encoding="utf-8")
BARIS = [
    baris
    for baris in PETA.splitlines()
    if baris.startswith("| ") and not baris.startswith("| Rule |")
]
KUTIPAN = re.compile(r"`([^`]+)`")
TAUTAN = re.compile(r"docs/regulasi\.md#([a-z-]+)")


def test_peta_berisi() -> None:
    assert len(BARIS) > 30


@pytest.mark.parametrize("baris", BARIS, ids=lambda baris: baris.split("|")[1].strip()[:50])
def test_setiap_aturan_berdasar_dan_fungsi_serta_ujinya_ada(baris: str) -> None:
    _, aturan, dasar, fungsi, uji, _ = (bagian.strip() for bagian in baris.split("|"))
    assert aturan
    assert dasar
    for nama in KUTIPAN.findall(fungsi):
        modul, _, atribut = nama.partition(":")
        assert callable(getattr(import_module(modul), atribut)), nama
    berkas = KUTIPAN.findall(uji)
    assert any(nama.startswith("tests/") and nama.endswith(".py") for nama in berkas)
    for nama in berkas:
        assert (AKAR / nama).is_file(), nama


def test_setiap_tautan_dari_kode_menunjuk_bagian_yang_ada() -> None:
    bagian = {
        judul.lower().replace(" ", "-") for judul in re.findall(r"^## (.+)$", PETA, flags=re.M)
    }
    sumber = [*(AKAR / "saldo").rglob("*.py"), *(AKAR / "klaim_jht").rglob("*.py")]
    tautan = {t for berkas in sumber for t in TAUTAN.findall(berkas.read_text(encoding="utf-8"))}
    assert tautan
    assert tautan <= bagian
