from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from jmo.lib.gambar import GambarDitolak
from pengkinian.wajah.gambar import baca, enkode_ulang, ke_abu
from tests.korpus_gambar import dengan_metadata, pola, simpan


def test_gambar_besar_menjadi_640_dan_yang_kecil_tetap() -> None:
    assert baca(simpan(pola(1280, 960), "JPEG")).shape == (480, 640, 3)
    assert baca(simpan(pola(320, 240), "PNG")).shape == (240, 320, 3)


def test_yang_bukan_gambar_ditolak_dengan_kode() -> None:
    with pytest.raises(GambarDitolak) as galat:
        baca(b"GIF89a")
    assert galat.value.kode == "bukan_gambar"


def test_gambar_yang_dienkode_ulang_bersih_dan_setia() -> None:
    asli = baca(dengan_metadata("JPEG"))
    data = enkode_ulang(asli)
    assert b"RAHASIA" not in data
    with Image.open(io.BytesIO(data)) as gambar:
        assert not gambar.getexif()
        assert np.abs(np.asarray(gambar).astype(int) - asli).mean() < 4


def test_abu_abu_satu_nilai_per_piksel() -> None:
    abu = ke_abu(baca(simpan(pola(), "PNG")))
    assert (abu.shape, abu.dtype) == ((240, 320), np.dtype(np.uint8))
