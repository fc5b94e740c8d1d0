"""The one place that touches face_recognition and dlib: where is a face, where are its points."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import ImageFile

from pengkinian.wajah.gambar import Gambar, ke_abu

Titik = npt.NDArray[np.float64]
# Beside the box itself: moved right and down, and so many times as large.
_GESER = ((0.0, 0.0, 1.0), (0.04, 0.03, 1.05), (-0.04, 0.03, 0.95),
          (0.03, -0.04, 0.95), (-0.03, -0.04, 1.05))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wajah:
    """One face: box as (top, right, bottom, left), 68 points as x, y, and dlib's own shape.

    Shape:  the box may reach beyond the picture, and so may points, when a face is cut off.
    """

    kotak: tuple[int, int, int, int]
    titik: Titik
    bentuk: Any

    @property
    def lebar(self) -> float:
        """Width of the box in pixels."""
        return float(self.kotak[1] - self.kotak[3])


@cache
def muat() -> Any:
    """Load the library and its weights: 1.5 s and 150 MB, once per process."""
    with warnings.catch_warnings():
        # Its weights package still imports pkg_resources; with warnings as errors it would exit.
        warnings.simplefilter("ignore")
        import face_recognition.api as pustaka
    # It lets Pillow take half a picture for a whole one, for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return pustaka


def cari_wajah(gambar: Gambar) -> list[Wajah]:
    """Return the faces, the surest first.

    Shape:  the picture's longest side is 640; enlarging it (four times the cost) comes only when
            nothing is found without. A face inside another one (dlib takes an open mouth for one
            now and then) is left out.
    """
    cari = muat().face_detector.run
    # It looks at edges alone: in grey it finds the same faces for three quarters of the cost.
    abu = ke_abu(gambar)
    kotak, yakin, _ = cari(abu, 0, 0.0)
    if not kotak:
        kotak, yakin, _ = cari(abu, 1, 0.0)
    urut = [kotak[ke] for ke in sorted(range(len(kotak)), key=lambda ke: -yakin[ke])]
    return [_wajah(gambar, persegi) for persegi in tanpa_isi(urut)]


def tanpa_isi(kotak: Sequence[Any]) -> list[Any]:
    """Return dlib's rectangles without those whose middle lies in one before it."""
    ada: list[Any] = []
    for persegi in kotak:
        if not any(lain.contains(persegi.center()) for lain in ada):
            ada.append(persegi)
    return ada


def perhalus(gambar: Gambar, wajah: Wajah) -> Wajah:
    """Return the face with steadier points: the median of five looks from slightly other boxes.

    Glasses and hats make one look jump by several pixels, which is as much as a small turn.
    """
    atas, kanan, _, kiri = wajah.kotak
    lebar = kanan - kiri
    semua = []
    for x, y, kali in _GESER:
        tepi = lebar * (1 - kali) / 2
        kotak = (kiri + x * lebar + tepi, atas + y * lebar + tepi)
        persegi = muat().dlib.rectangle(
            *(
                round(satu)
                for satu in (*kotak, kotak[0] + lebar * kali - 1, kotak[1] + lebar * kali - 1)
            )
        )
        semua.append(_titik(muat().pose_predictor_68_point(gambar, persegi)))
    return replace(wajah, titik=np.median(semua, axis=0))


def enkode(gambar: Gambar, wajah: Wajah) -> npt.NDArray[np.float64]:
    """Return the 128 numbers of a face: the costly step, so only for frames that matter."""
    return np.array(muat().face_encoder.compute_face_descriptor(gambar, wajah.bentuk, 1))


def _wajah(gambar: Gambar, persegi: Any) -> Wajah:
    bentuk = muat().pose_predictor_68_point(gambar, persegi)
    # dlib's right and bottom are the last pixel inside.
    kotak = (persegi.top(), persegi.right() + 1, persegi.bottom() + 1, persegi.left())
    return Wajah(kotak, _titik(bentuk), bentuk)


def _titik(bentuk: Any) -> Titik:
    return np.array([[satu.x, satu.y] for satu in bentuk.parts()], dtype=np.float64)
