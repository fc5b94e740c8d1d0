from __future__ import annotations

from collections.abc import Iterator

import pytest

from jmo.gateways.bank_snap import BankSnap
from tests.klaim_jht.bank import kendali_bank
from tests.lib_mitra import konfigurasi_bank


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    """A client of the sandbox bank, whose book begins anew; patient on a loaded machine."""
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    yield klien
    klien.tutup()
