"""Is this picture good enough: light, sharpness, size, number of faces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from pengkinian.rules.wajah import AlasanWajah
from pengkinian.wajah.ambang import AmbangWajah
from pengkinian.wajah.detektor import Gambar, Wajah

_SISI = 128


@dataclass(frozen=True, slots=True)
class Mutu:
    """What was measured on one face."""

    terang: float
    tajam: float
    lebar: float


def ukur_mutu(gambar: Gambar, wajah: Wajah) -> Mutu:
    """Measure light and sharpness on the face box scaled to 128 x 128 grey."""
    abu = potong_abu(gambar, wajah)
    terang = float(abu.mean())
    laplace = 4 * abu[1:-1, 1:-1] - abu[:-2, 1:-1] - abu[2:, 1:-1] - abu[1:-1, :-2] - abu[1:-1, 2:]
    # Half the light leaves a quarter of the variance, however sharp the picture is.
    relatif = max(terang, 1.0) / 128
    return Mutu(terang, float(laplace.var() / min(relatif, 1.0) ** 2), wajah.lebar)


def potong_abu(gambar: Gambar, wajah: Wajah) -> npt.NDArray[np.float64]:
    """Return the face box as 128 x 128 grey values."""
    atas, kanan, bawah, kiri = wajah.kotak
    potong = gambar[max(atas, 0) : bawah, max(kiri, 0) : kanan]
    abu = Image.fromarray(potong).convert("L").resize((_SISI, _SISI), Image.Resampling.BILINEAR)
    return np.asarray(abu, dtype=np.float64)


def nilai_mutu(mutu: Mutu, ambang: AmbangWajah) -> list[AlasanWajah]:
    """Return what is wrong with a picture, in no order; empty when it is good enough."""
    alasan = []
    if mutu.terang < ambang.gelap:
        alasan.append(AlasanWajah.TERLALU_GELAP)
    if mutu.terang > ambang.terang:
        alasan.append(AlasanWajah.TERLALU_TERANG)
    if mutu.tajam < ambang.tajam_minimal:
        alasan.append(AlasanWajah.BURAM)
    if mutu.lebar < ambang.lebar_minimal:
        alasan.append(AlasanWajah.TERLALU_KECIL)
    return alasan
