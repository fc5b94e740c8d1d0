"""A head from one photo: each point of the face gets a depth, so that it can be turned.

The cheeks lie on a bow over the width of the jaw, the nose and the lips in front of it, the crown
and the ears behind; a ring around the head holds the room still. Knows no Django.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from jmo.benih.lengkung import Titik, lengkungkan

# The bow, in half widths of the jaw: how deep it is, where it meets the plane of the ears.
_TINGGI_BUSUR, _LEBAR_BUSUR = 0.85, 1.3
# Where the neck turns: a little in front of the ears, so that a turned head stays over its body.
_POROS = 0.35
# The camera stands this many half widths away.
_JARAK_KAMERA = 9.0
_PUNGGUNG_HIDUNG = (0.02, 0.09, 0.16, 0.22)


@dataclass(frozen=True, slots=True)
class Kepala:
    """One framed photo with what can be moved in it.

    Shape:  `titik` are the 68 points, then crown, ears and forehead, as x, y in pixels; `dalam` the
            depth of each, towards the camera; `diam` is the ring and the border that stay.
    """

    gambar: Image.Image
    titik: Titik
    dalam: Titik
    diam: Titik
    pusat: Titik
    jari: float


def kenali(gambar: Image.Image, titik68: Titik) -> Kepala:
    """Give every point of the face a depth."""
    pusat = (titik68[0] + titik68[16]) / 2
    jari = float(np.linalg.norm(titik68[16] - titik68[0])) / 2
    # The crown follows the tilt of the head, which the ends of the jaw give.
    datar = (titik68[16] - titik68[0]) / (2 * jari)
    tegak = np.array([-datar[1], datar[0]])
    tambahan = [*_ubun(), (-1.2, 0.0), (1.2, 0.0), (-1.14, 0.45), (1.14, 0.45),
                (-0.5, -0.85), (0.0, -0.95), (0.5, -0.85)]  # fmt: skip
    luar = np.array([pusat + jari * (x * datar + y * tegak) for x, y in tambahan])
    semua = np.vstack([titik68, luar])
    x = (semua - pusat) @ datar / jari
    dalam = _TINGGI_BUSUR * (1 - (x / _LEBAR_BUSUR) ** 2)
    dalam[27:31] += _PUNGGUNG_HIDUNG
    dalam[31:36] += 0.12
    dalam[48:68] += 0.05
    dalam[68:-3] = np.minimum(dalam[68:-3], 0.25)
    dalam[-3:] -= 0.1
    return Kepala(gambar, semua, jari * dalam, _diam(gambar.size, pusat, jari), pusat, jari)


def gerakkan(
    kepala: Kepala, *, toleh: float = 0.0, angguk: float = 0.0, pejam: float = 0.0
) -> Image.Image:
    """Return the picture with the head turned, nodded, and the eyes closed so far.

    Unit:   degrees; `toleh` above 0 to the person's own left, which is the right side of the
            picture, `angguk` above 0 down; `pejam` from 0 (open) to 1 (closed).
    """
    tujuan = _putar(kepala, math.radians(toleh), math.radians(angguk))
    for atas, bawah in ((37, 41), (38, 40), (43, 47), (44, 46)):
        tujuan[atas] += (tujuan[bawah] - tujuan[atas]) * pejam * 0.9
    asal = np.vstack([kepala.titik, kepala.diam])
    return lengkungkan(kepala.gambar, asal, np.vstack([tujuan, kepala.diam]))


def _putar(kepala: Kepala, toleh: float, angguk: float) -> Titik:
    x, y = (kepala.titik - kepala.pusat).T
    z = kepala.dalam - _POROS * kepala.jari
    x, z = x * math.cos(toleh) + z * math.sin(toleh), z * math.cos(toleh) - x * math.sin(toleh)
    y, z = y * math.cos(angguk) + z * math.sin(angguk), z * math.cos(angguk) - y * math.sin(angguk)
    awal = kepala.dalam - _POROS * kepala.jari
    # Only the change of nearness counts: the photo already holds the perspective of its own pose.
    jauh = _JARAK_KAMERA * kepala.jari
    besar = (jauh - awal) / (jauh - z)
    return np.column_stack([x * besar, y * besar]) + kepala.pusat


def _ubun() -> list[tuple[float, float]]:
    """Return points along the hair, from ear to ear over the crown, in half widths of the jaw."""
    sudut = [math.radians(satu) for satu in (195, 220, 245, 270, 295, 320, 345)]
    return [(1.16 * math.cos(satu), 1.45 * math.sin(satu)) for satu in sudut]


def _diam(ukuran: tuple[int, int], pusat: Titik, jari: float) -> Titik:
    lebar, tinggi = ukuran[0] - 1.0, ukuran[1] - 1.0
    bagian = (0.0, 0.25, 0.5, 0.75, 1.0)
    titik = {(lebar * a, y) for a in bagian for y in (0.0, tinggi)}
    titik |= {(x, tinggi * a) for a in bagian for x in (0.0, lebar)}
    for sudut in np.linspace(0, 2 * math.pi, 16, endpoint=False):
        x = float(pusat[0] + 2.1 * jari * math.cos(sudut))
        y = float(pusat[1] + 0.2 * jari + 2.4 * jari * math.sin(sudut))
        if 0 < x < lebar and 0 < y < tinggi:
            titik.add((x, y))
    return np.array(sorted(titik))
