"""Official figures and worked examples as data, each row with its source."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest


def baca_vektor(nama: str) -> list[dict[str, str]]:
    """Return the rows of `nama`.csv as they stand."""
    with (Path(__file__).parent / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


def param_vektor(nama: str) -> list[object]:
    """Return one pytest parameter per row, named by its column `kasus`."""
    return [pytest.param(baris, id=baris["kasus"]) for baris in baca_vektor(nama)]
