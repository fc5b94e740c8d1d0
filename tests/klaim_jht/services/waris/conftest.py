from __future__ import annotations

from collections.abc import Iterator

import pytest

from jmo.gateways.dukcapil import Dukcapil
from tests.pengkinian.lib_register import kendali, klien_dukcapil


@pytest.fixture
def dukcapil(sandbox: dict[str, str]) -> Iterator[Dukcapil]:
    kendali("dukcapil", "mulai_ulang", {})
    with klien_dukcapil(timeout_baca=10.0) as klien:
        yield klien
