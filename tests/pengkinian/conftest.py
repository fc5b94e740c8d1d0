from __future__ import annotations

from collections.abc import Iterator

import pytest

from jmo.gateways.bank_snap import BankSnap
from jmo.gateways.dukcapil import Dukcapil
from tests.lib_mitra import konfigurasi_bank
from tests.pengkinian.lib_register import kendali, klien_dukcapil


@pytest.fixture
def dukcapil(sandbox: dict[str, str]) -> Iterator[Dukcapil]:
    kendali("dukcapil", "mulai_ulang", {})
    with klien_dukcapil() as klien:
        yield klien


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali("bank", "mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    yield klien
    klien.tutup()
