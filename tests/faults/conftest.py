"""Faults of whole servers take minutes: `make faults` runs them, `make test` the quick ones."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from accounts.models import Peserta


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only `make faults` has time for."""
    if os.environ.get("JMO_FAULTS"):
        return
    lama = [satu for satu in items if satu.get_closest_marker("faults")]
    if lama:
        config.hook.pytest_deselected(items=lama)
        items[:] = [satu for satu in items if not satu.get_closest_marker("faults")]


@pytest.fixture
def orang(transactional_db: None, sandbox: dict[str, str]) -> Iterator[list[Peserta]]:
    """Twenty people who may file, known to the sandbox's bank, and empty queues."""
    del transactional_db, sandbox
    from tests.benchmarks.payout import kosongkan_antrean, siapkan
    from tests.klaim_jht.bank import kendali_bank

    kendali_bank("mulai_ulang", {})
    kosongkan_antrean()
    yield siapkan(20)
    kendali_bank("gangguan", {"jenis": "nihil", "detik": 0})
    kosongkan_antrean()
