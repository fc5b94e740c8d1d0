from __future__ import annotations

import numpy as np
import pytest

from pengkinian.wajah.pencocokan import dari_bytes, jarak, ke_bytes


def test_template_adalah_512_byte_dan_kembali_sama() -> None:
    enkoding = np.random.default_rng(1).normal(size=128)
    data = ke_bytes(enkoding)
    assert len(data) == 512
    assert dari_bytes(data) == pytest.approx(enkoding, rel=1e-6)
    assert jarak(enkoding, dari_bytes(data)) < 1e-5


def test_jarak_adalah_jarak_euklides() -> None:
    satu, dua = np.zeros(128), np.zeros(128)
    dua[:2] = 3, 4
    assert jarak(satu, dua) == 5
    assert jarak(satu, satu) == 0


@pytest.mark.parametrize("data", [b"", b"\0" * 511, b"\0" * 516], ids=len)
def test_byte_yang_bukan_template_ditolak(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"bukan_template|multiple"):
        dari_bytes(data)
