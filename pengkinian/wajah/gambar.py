"""Bytes to pixels and back: the picture as the face check sees it, and as the register gets it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from jmo.lib.gambar import buka_gambar, enkode_jpeg

SISI = 640
MUTU_JPEG = 92
Gambar = npt.NDArray[np.uint8]
Abu = npt.NDArray[np.float64]


def baca(data: bytes) -> Gambar:
    """Return upright RGB pixels brought to 640 on the longest side.

    Raises: GambarDitolak for anything that is no picture taken here.
    """
    return np.asarray(buka_gambar(data, sisi_terpanjang=SISI))


def enkode_ulang(gambar: Gambar) -> bytes:
    """Return these pixels as a clean JPEG, without metadata."""
    return enkode_jpeg(Image.fromarray(gambar), mutu=MUTU_JPEG)


def ke_abu(gambar: Gambar) -> Gambar:
    """Return grey values, 0 to 255, one per pixel."""
    return np.asarray(Image.fromarray(gambar).convert("L"))
