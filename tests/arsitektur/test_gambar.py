"""The drawings of the states say what the tables say."""

from __future__ import annotations

from klaim_jht.management.commands.gambar_status import BERKAS, dengan_gambar


def test_gambar_status_tidak_basi() -> None:
    teks = BERKAS.read_text(encoding="utf-8")
    assert teks == dengan_gambar(teks), "run: .venv/bin/python manage.py gambar_status"
    assert "stateDiagram-v2" in teks
