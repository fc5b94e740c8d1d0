from __future__ import annotations

from datetime import timedelta

import pytest

from klaim_jht.rules.angka_umum import AngkaUmum, susun_angka_umum

MEDIAN, P95 = timedelta(seconds=4), timedelta(minutes=3)


@pytest.mark.parametrize(
    ("dibayar", "umum"),
    [
        pytest.param(0, AngkaUmum(None, None, None), id="kosong"),
        pytest.param(4, AngkaUmum(None, None, None), id="empat"),
        pytest.param(5, AngkaUmum(MEDIAN, None, 60), id="lima"),
        pytest.param(19, AngkaUmum(MEDIAN, None, 15), id="sembilan-belas"),
        pytest.param(20, AngkaUmum(MEDIAN, P95, 15), id="dua-puluh"),
    ],
)
def test_angka_hanya_dikatakan_bila_klaimnya_cukup(dibayar: int, umum: AngkaUmum) -> None:
    tanpa = min(3, dibayar)
    assert susun_angka_umum(dibayar=dibayar, tanpa_petugas=tanpa, median=MEDIAN, p95=P95) == umum


def test_angka_tidak_mungkin_ditolak() -> None:
    with pytest.raises(ValueError, match="angka_tidak_mungkin"):
        susun_angka_umum(dibayar=1, tanpa_petugas=2, median=None, p95=None)
