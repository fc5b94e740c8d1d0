from __future__ import annotations

import ast
from pathlib import Path

from tests.faults.matriks import MATRIKS, tabel

AKAR = Path(__file__).resolve().parents[2]


def test_setiap_baris_menunjuk_uji_yang_ada() -> None:
    kode = [satu.kode for satu in MATRIKS]
    assert len(kode) == len(set(kode))
    for satu in MATRIKS:
        assert satu.uji or satu.catatan, satu.kode
        for nama in satu.uji:
            berkas, _, fungsi = nama.partition("::")
            pohon = ast.parse((AKAR / berkas).read_text())
            ada = {isi.name for isi in ast.walk(pohon) if isinstance(isi, ast.FunctionDef)}
            assert fungsi in ada, nama


def test_dokumen_memuat_tabel_ini() -> None:
    assert tabel() in (AKAR / "docs" / "gangguan.md").read_text(), (
        "docs/gangguan.md is stale: write it with `python -m tests.faults --tulis`"
    )
