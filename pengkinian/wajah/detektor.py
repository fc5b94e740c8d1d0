"""The one place that touches face_recognition and dlib: where is a face, where are its points."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import ImageFile

from jmo.lib.gambar import buka_gambar

SISI = 640
Gambar = npt.NDArray[np.uint8]
Titik = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wajah:
    """One face: box as (top, right, bottom, left), 68 points as x, y, and dlib's own shape."""

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


def baca(data: bytes) -> Gambar:
    """Return RGB pixels brought to 640 on the longest side.

    Raises: GambarDitolak for anything that is no picture.
    """
    return np.asarray(buka_gambar(data, sisi_terpanjang=SISI))


def cari_wajah(gambar: Gambar) -> list[Wajah]:
    """Return the faces; enlarging (four times the cost) only when none is found without."""
    pustaka = muat()
    kotak = pustaka.face_locations(gambar, number_of_times_to_upsample=0)
    if not kotak:
        kotak = pustaka.face_locations(gambar, number_of_times_to_upsample=1)
    hasil = []
    for atas, kanan, bawah, kiri in kotak:
        persegi = pustaka.dlib.rectangle(kiri, atas, kanan, bawah)
        bentuk = pustaka.pose_predictor_68_point(gambar, persegi)
        titik = np.array([[satu.x, satu.y] for satu in bentuk.parts()], dtype=np.float64)
        hasil.append(Wajah((atas, kanan, bawah, kiri), titik, bentuk))
    return hasil


def enkode(gambar: Gambar, wajah: Wajah) -> npt.NDArray[np.float64]:
    """Return the 128 numbers of a face: the costly step, so only for frames that matter."""
    return np.array(muat().face_encoder.compute_face_descriptor(gambar, wajah.bentuk, 1))
