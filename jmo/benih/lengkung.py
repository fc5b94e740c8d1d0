"""Bending a picture: triangles between old points and new ones, and flat pictures held askew.

Numbers and pixels only; `bingkai` knows about heads. Knows no Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from PIL import Image

Titik = npt.NDArray[np.float64]
Segitiga = tuple[int, int, int]


def lengkungkan(gambar: Image.Image, asal: Titik, tujuan: Titik) -> Image.Image:
    """Return the picture with each point of `asal` moved to `tujuan`, what lies between following.

    Shape:  the same number of points as x, y; what no triangle covers stays as it is.
    """
    lebar, tinggi = gambar.size
    dari_y, dari_x = np.mgrid[0:tinggi, 0:lebar].astype(np.float64)
    for satu in segitiga(tujuan):
        a, b = asal[list(satu)], tujuan[list(satu)]
        kiri, atas = np.maximum(np.floor(b.min(axis=0)).astype(int), 0)
        kanan, bawah = np.minimum(np.ceil(b.max(axis=0)).astype(int) + 1, (lebar, tinggi))
        if kiri >= kanan or atas >= bawah:
            continue
        matriks = np.column_stack([b, np.ones(3)])
        if abs(np.linalg.det(matriks)) < 1e-6:
            continue
        y, x = np.mgrid[atas:bawah, kiri:kanan]
        bagian = np.stack([x, y, np.ones_like(x)], axis=-1) @ np.linalg.inv(matriks)
        dalam = (bagian >= -1e-9).all(axis=-1)
        kotak = (slice(atas, bawah), slice(kiri, kanan))
        dari_x[kotak][dalam] = bagian[dalam] @ a[:, 0]
        dari_y[kotak][dalam] = bagian[dalam] @ a[:, 1]
    return ambil(gambar, dari_x, dari_y)


def ambil(gambar: Image.Image, dari_x: Titik, dari_y: Titik) -> Image.Image:
    """Return a picture whose pixel comes from (dari_x, dari_y), between four neighbours."""
    isi = np.asarray(gambar, dtype=np.float32)
    tinggi, lebar = isi.shape[:2]
    x, y = np.clip(dari_x, 0, lebar - 1.001), np.clip(dari_y, 0, tinggi - 1.001)
    kiri, atas = x.astype(np.int32), y.astype(np.int32)
    a = (x - kiri).astype(np.float32)[..., None]
    b = (y - atas).astype(np.float32)[..., None]
    atasnya = isi[atas, kiri] * (1 - a) + isi[atas, kiri + 1] * a
    hasil = atasnya * (1 - b) + (isi[atas + 1, kiri] * (1 - a) + isi[atas + 1, kiri + 1] * a) * b
    return Image.fromarray(np.rint(hasil).astype(np.uint8))


def segitiga(titik: Titik) -> list[Segitiga]:
    """Triangulate by Bowyer and Watson's insertion; a hundred points, so its square is cheap."""
    banyak = len(titik)
    besar = float(np.abs(titik).max()) * 1e4
    semua = np.vstack([titik, [[-besar, -besar], [besar, -besar], [0, besar]]])
    luar = (banyak, banyak + 1, banyak + 2)
    lingkaran = {luar: _lingkaran(semua[list(luar)])}
    for ke in range(banyak):
        x, y = semua[ke]
        buruk = [
            satu
            for satu, (px, py, jari) in lingkaran.items()
            if (px - x) ** 2 + (py - y) ** 2 < jari * (1 + 1e-12)
        ]
        sisi: dict[tuple[int, int], int] = {}
        for satu in buruk:
            del lingkaran[satu]
            for rusuk in combinations(satu, 2):
                sisi[rusuk] = sisi.get(rusuk, 0) + 1
        for rusuk, kali in sisi.items():
            if kali == 1:
                baru = (*rusuk, ke)
                lingkaran[baru] = _lingkaran(semua[list(baru)])
    return [satu for satu in lingkaran if max(satu) < banyak]


def perspektif(asal: Sequence[tuple[float, float]], tujuan: Sequence[tuple[float, float]]) -> Titik:
    """Return the 3 x 3 map that takes four points to four others."""
    baris, nilai = [], []
    for (x, y), (u, v) in zip(asal, tujuan, strict=True):
        baris.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        baris.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        nilai += [u, v]
    delapan = np.linalg.solve(np.array(baris), np.array(nilai))
    return np.append(delapan, 1.0).reshape(3, 3)


def _lingkaran(tiga: Titik) -> tuple[float, float, float]:
    """Return centre and squared radius; three points on a line lie on an endless circle."""
    (ax, ay), (bx, by), (cx, cy) = tiga.tolist()
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if abs(d) < 1e-9:
        return 0.0, 0.0, float("inf")
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d
    y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / d
    return x, y, (ax - x) ** 2 + (ay - y) ** 2
