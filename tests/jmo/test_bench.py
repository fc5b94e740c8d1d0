from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jmo.management.commands import bench


def test_setiap_berkas_dengan_ukur_ditemukan_dan_yang_utama_terakhir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    for nama in ("zamrud", "wajah", "apel"):
        (folder / f"{nama}.py").write_text("import os\n\n\ndef ukur() -> list:\n    return []\n")
    (folder / "perkakas.py").write_text("def bantu() -> None: ...\n")
    monkeypatch.setattr(bench, "AKAR", tmp_path)
    assert bench.daftar_ukuran() == ["apel", "zamrud", "wajah"]


def test_nama_asing_dijawab_dengan_nama_yang_ada() -> None:
    with pytest.raises(CommandError, match=r"No benchmark asing; there are: .*beranda.*ekspor"):
        call_command("bench", "asing")
    assert "lingkungan" not in bench.daftar_ukuran()


def test_lingkungan_ukuran_tidak_menyentuh_data_siapa_pun(monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in bench.LUAR:
        monkeypatch.setenv(nama, "milik orang")
    monkeypatch.setenv("JMO_TEMPAT", "milik orang")
    isi = bench.susun_lingkungan("/sementara")
    assert "milik orang" not in isi.values()
    assert len({isi[f"SANDBOX_PORT_{bagian}"] for bagian in bench.BAGIAN}) == 3
