"""Did a live head do what was asked? Turns, nearness, flatness, from the 68 points.

Left and right are the person's own. Pictures come as the camera sees them, not mirrored: who turns
to their left moves the nose to the right side of the picture.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pengkinian.wajah.detektor import Titik

_RAHANG_KIRI, _RAHANG_KANAN, _HIDUNG = 1, 15, 30
_SUDUT_MATA = (36, 45)


def toleh(titik: Titik) -> float:
    """Return how far the head is turned: 0 in front, above 0 to the person's left."""
    kiri = float(np.linalg.norm(titik[_HIDUNG] - titik[_RAHANG_KIRI]))
    kanan = float(np.linalg.norm(titik[_HIDUNG] - titik[_RAHANG_KANAN]))
    return (kiri - kanan) / (kiri + kanan)


def ukuran(titik: Titik) -> float:
    """Return the size of the face: outer corners of the eyes to the chin, not narrowed by turns."""
    tengah = titik[list(_SUDUT_MATA)].mean(axis=0)
    return float(np.linalg.norm(titik[8] - tengah))


def sisa_datar(depan: Titik, kini: Titik) -> float:
    """Return what a plane cannot explain between two faces, over the distance of the eyes.

    Result: a photo moved about leaves little; a head that turns leaves more, because its nose
            does not lie in the plane of its jaw.
    """
    homografi = _homografi(depan, kini)
    titik = np.column_stack([depan, np.ones(len(depan))]) @ homografi.T
    tebakan = titik[:, :2] / titik[:, 2:]
    mata = float(np.linalg.norm(kini[_SUDUT_MATA[0]] - kini[_SUDUT_MATA[1]]))
    return float(np.sqrt(((tebakan - kini) ** 2).sum(axis=1).mean()) / max(mata, 1.0))


def _homografi(asal: Titik, tujuan: Titik) -> npt.NDArray[np.float64]:
    """Fit the projective map by least squares on normalised points."""
    a, skala_a = _normal(asal)
    b, skala_b = _normal(tujuan)
    baris = []
    for (x, y), (u, v) in zip(a, b, strict=True):
        baris.append([-x, -y, -1, 0, 0, 0, u * x, u * y, u])
        baris.append([0, 0, 0, -x, -y, -1, v * x, v * y, v])
    _, _, v_akhir = np.linalg.svd(np.array(baris))
    tengah = v_akhir[-1].reshape(3, 3)
    hasil: npt.NDArray[np.float64] = np.linalg.inv(skala_b) @ tengah @ skala_a
    return hasil


def _normal(titik: Titik) -> tuple[Titik, npt.NDArray[np.float64]]:
    pusat = titik.mean(axis=0)
    skala = np.sqrt(2) / max(float(np.linalg.norm(titik - pusat, axis=1).mean()), 1e-9)
    matriks = np.array([[skala, 0, -skala * pusat[0]], [0, skala, -skala * pusat[1]], [0, 0, 1]])
    return (titik - pusat) * skala, matriks
