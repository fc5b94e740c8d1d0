"""Fixtures around the sandbox bank.

A pytest plugin: `pytest_plugins = ("tests.sandbox.perlengkapan_bank",)` in a test module brings
them. Never import from here: pytest must be the first to load a plugin.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jmo.sandbox.kunci import PasanganKunci, siapkan_kunci
from tests.sandbox.alat_bank import Bank, bank_contoh


@pytest.fixture(scope="session")
def kunci(tmp_path_factory: pytest.TempPathFactory) -> PasanganKunci:
    return siapkan_kunci(tmp_path_factory.mktemp("kunci"))


@pytest.fixture
def bank(tmp_path: Path, kunci: PasanganKunci) -> Iterator[Bank]:
    with bank_contoh(tmp_path, kunci) as hasil:
        yield hasil
