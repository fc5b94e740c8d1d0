from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from jmo.benih.lengkung import lengkungkan, perspektif, segitiga


def test_segitiga_menutup_bidang_tanpa_tumpang_tindih() -> None:
    acak = np.random.default_rng(1)
    titik = np.vstack([acak.uniform(0, 100, (60, 2)), [[0, 0], [100, 0], [100, 100], [0, 100]]])

    def luas(tiga: tuple[int, int, int]) -> float:
        a, b, c = titik[list(tiga)]
        return abs(float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))) / 2

    assert sum(map(luas, segitiga(titik))) == pytest.approx(100 * 100)


def test_titik_yang_tetap_membiarkan_gambar_tetap() -> None:
    acak = np.random.default_rng(2)
    gambar = Image.fromarray(acak.integers(0, 255, (40, 50, 3), dtype=np.uint8))
    titik = np.array([[0, 0], [49, 0], [49, 39], [0, 39], [20, 20]], dtype=np.float64)
    hasil = lengkungkan(gambar, titik, titik)
    assert np.abs(np.asarray(hasil).astype(int) - np.asarray(gambar)).max() <= 1


def test_titik_yang_bergeser_membawa_gambarnya() -> None:
    isi = np.zeros((60, 60, 3), dtype=np.uint8)
    isi[28:33, 28:33] = 255
    tepi = [[0, 0], [59, 0], [59, 59], [0, 59]]
    asal, tujuan = (np.array([*tepi, tengah], dtype=float) for tengah in ([30, 30], [40, 30]))
    hasil = np.asarray(lengkungkan(Image.fromarray(isi), asal, tujuan)).astype(int)
    assert hasil[30, 40].sum() > 700
    assert hasil[30, 29].sum() < 60


def test_perspektif_membawa_empat_titik_ke_empat_titik() -> None:
    asal = [(0.0, 0.0), (10.0, 0.0), (10.0, 8.0), (0.0, 8.0)]
    tujuan = [(1.0, 1.0), (9.0, 2.0), (11.0, 9.0), (-1.0, 7.0)]
    peta = perspektif(asal, tujuan)
    for (x, y), harapan in zip(asal, tujuan, strict=True):
        u, v, w = peta @ (x, y, 1)
        assert (u / w, v / w) == pytest.approx(harapan)
