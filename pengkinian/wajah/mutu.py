"""Is this picture good enough: light, sharpness, size, nothing cut off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from pengkinian.rules.wajah import AlasanWajah
from pengkinian.wajah.ambang import AmbangWajah
from pengkinian.wajah.detektor import Wajah
from pengkinian.wajah.gambar import Abu, Gambar

_SISI = 128
# A picture as bright as this leaves no face to find; as dark, a share of the bound for faces.
_PUTIH = 245.0
_BAGIAN_GELAP = 0.75


@dataclass(frozen=True, slots=True)
class Mutu:
    """What was measured on one face.

    Unit:   `terang` mean grey of the face box at 128 x 128, 0 to 255; `tajam` variance of the
            Laplacian there, over the square of its light below middle grey (half the light leaves
            a quarter of the variance, however sharp the picture is); `lebar` pixels of a picture
            of 640; `tampak` share of the 68 points inside the picture.
    """

    terang: float
    tajam: float
    lebar: float
    tampak: float


def ukur_mutu(gambar: Gambar, wajah: Wajah) -> Mutu:
    """Measure one face."""
    abu = potong_abu(gambar, wajah)
    terang = float(abu.mean())
    laplace = 4 * abu[1:-1, 1:-1] - abu[:-2, 1:-1] - abu[2:, 1:-1] - abu[1:-1, :-2] - abu[1:-1, 2:]
    relatif = min(max(terang, 1.0) / 128, 1.0)
    tinggi, lebar = gambar.shape[:2]
    dalam = ((wajah.titik >= 0) & (wajah.titik < (lebar, tinggi))).all(axis=1)
    return Mutu(terang, float(laplace.var() / relatif**2), wajah.lebar, float(dalam.mean()))


def potong_abu(gambar: Gambar, wajah: Wajah) -> Abu:
    """Return the face box, as far as it lies in the picture, as 128 x 128 grey values."""
    atas, kanan, bawah, kiri = wajah.kotak
    potong = gambar[max(atas, 0) : bawah, max(kiri, 0) : kanan]
    abu = Image.fromarray(potong).convert("L").resize((_SISI, _SISI), Image.Resampling.BILINEAR)
    return np.asarray(abu, dtype=np.float64)


def nilai_mutu(mutu: Mutu, ambang: AmbangWajah, *, bergerak: bool = False) -> set[AlasanWajah]:
    """Return what is wrong with a picture; empty when it is good enough.

    Shape:  `bergerak` = the head was asked to move: less sharpness will do, and coming closer may
            cut off a chin.
    """
    alasan = set()
    if mutu.terang < ambang.gelap:
        alasan.add(AlasanWajah.TERLALU_GELAP)
    if mutu.terang > ambang.terang:
        alasan.add(AlasanWajah.TERLALU_TERANG)
    if mutu.lebar < ambang.lebar_minimal:
        alasan.add(AlasanWajah.TERLALU_KECIL)
    # In bad light or from afar a face looks blurred as well: wiping the lens would not help.
    if not alasan and mutu.tajam < (
        ambang.tajam_minimal_gerak if bergerak else ambang.tajam_minimal
    ):
        alasan.add(AlasanWajah.BURAM)
    if mutu.tampak < (ambang.tampak_minimal_gerak if bergerak else ambang.tampak_minimal):
        alasan.add(AlasanWajah.TIDAK_ADA_WAJAH)
    return alasan


def alasan_tanpa_wajah(gambar: Gambar, ambang: AmbangWajah) -> AlasanWajah:
    """Name light as the cause where the whole picture lacks it: that can be mended first."""
    terang = float(gambar.mean())
    if terang < ambang.gelap * _BAGIAN_GELAP:
        return AlasanWajah.TERLALU_GELAP
    return AlasanWajah.TERLALU_TERANG if terang > _PUTIH else AlasanWajah.TIDAK_ADA_WAJAH
