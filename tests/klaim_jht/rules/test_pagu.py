from __future__ import annotations

import pytest

from jmo.lib.uang import Rupiah
from klaim_jht.rules.pagu import Jam, KetentuanPagu, hitung_pagu, melewati_pagu

KETENTUAN = KetentuanPagu()
JUTA = 1_000_000


def jam(banyak: int, juta: int) -> Jam:
    return Jam(banyak, Rupiah(juta * JUTA))


@pytest.mark.parametrize(
    ("puncak", "pagu"),
    [
        pytest.param([], None, id="no-history"),
        pytest.param([jam(500, 5_000)] * 6, None, id="six-days-tell-nothing"),
        pytest.param([jam(500, 5_000)] * 7, jam(1_500, 15_000), id="three-times-the-median"),
        pytest.param(
            [*[jam(400, 4_000)] * 3, *[jam(500, 5_000)] * 3, *[jam(9_000, 90_000)] * 2],
            jam(1_500, 15_000), id="a-rush-does-not-lift-it",
        ),
        pytest.param([jam(2, 10)] * 28, jam(100, 1_000), id="a-quiet-season-has-a-floor"),
        pytest.param(
            [jam(100, 1)] * 4 + [jam(1, 2_000)] * 4, jam(300, 6_000), id="each-of-its-own-hour"
        ),
    ],
)  # fmt: skip
def test_pagu_tiga_kali_median_puncak_harian(puncak: list[Jam], pagu: Jam | None) -> None:
    assert hitung_pagu(puncak, KETENTUAN) == pagu


@pytest.mark.parametrize(
    ("satu", "lewat"),
    [
        pytest.param(jam(100, 1_000), False, id="up-to-the-cap"),
        pytest.param(jam(101, 1), True, id="by-count"),
        pytest.param(jam(1, 1_001), True, id="by-rupiah"),
    ],
)
def test_melewati_pagu(satu: Jam, lewat: bool) -> None:
    assert melewati_pagu(satu, jam(100, 1_000)) is lewat
