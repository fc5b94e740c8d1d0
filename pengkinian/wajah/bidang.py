"""Is the turned face just the first one seen askew? Compares pixels, not points.

The points that the library finds are led by its idea of a head, so a photo held very askew may seem
turned. Its pixels do not lie: laid over the first picture by the best map of a plane, a flat photo
agrees all over, and a head does not, since its nose hides one cheek and uncovers the other. Another
map may bow over the width of the face: to which side, and how far, is how the head turned.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from pengkinian.wajah.detektor import Titik
from pengkinian.wajah.gambar import Abu, Gambar

_SISI = 72
_BULAT = 0.93
_TEPI = [*range(17), 26, 25, 24, 19, 18, 17]
# From coarse to fine: width of the filter in pixels, steps of the search.
_TAHAP = ((4.0, 10), (2.0, 8), (0.8, 8))
# Light that changes slowly over the face is taken away.
_CAHAYA = _SISI / 6
_REDAM = 1e-2
_SAMA_SEKALI = 1e-3
_LANGKAH_TERJAUH = 16.0
_HILANG = 1e-3
_LANGKAH_BUSUR = 4
_Y, _X = np.mgrid[0:_SISI, 0:_SISI].astype(np.float64)
_TENGAH = np.array([[1.0, 0.0, _SISI / 2], [0.0, 1.0, _SISI / 2], [0.0, 0.0, 1.0]])
Peta = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Banding:
    """How two faces lie over each other.

    Unit:   `sisa` what the best plane leaves unexplained: 0 for the same plane seen from anywhere,
            below 0.01 for a photo, more the further a real head is turned, at most 2 (1 minus the
            correlation); `belok` how far the middle of the face moved against its edges, in
            hundredths of its size, above 0 to the person's left, about 0 for a plane;
            `sisa_busur` what is left when the plane may bow, too.
    """

    sisa: float
    belok: float
    sisa_busur: float


def banding(depan: Gambar, titik_depan: Titik, kini: Gambar, titik_kini: Titik) -> Banding:
    """Lay the first face over the other one, from coarse to fine."""
    pusat = (titik_depan.min(axis=0) + titik_depan.max(axis=0)) / 2
    sisi = float((titik_depan.max(axis=0) - titik_depan.min(axis=0)).max()) * 1.02
    acuan = (titik_depan - pusat) / sisi * _SISI + _SISI / 2
    topeng = _topeng(acuan)
    ke_depan = np.array(
        [[sisi / _SISI, 0, pusat[0] - sisi / 2], [0, sisi / _SISI, pusat[1] - sisi / 2], [0, 0, 1]]
    )
    contoh = _lihat(depan, ke_depan, sisi)
    kini_dekat = _lihat(kini, homografi(acuan, titik_kini), sisi)
    rata, lengkung = _Letak(np.eye(3), np.zeros(0), 0.0), _Letak(np.eye(3), np.zeros(2), 0.0)
    for lebar, langkah in _TAHAP:
        satu, dua = _saring(contoh, lebar), _saring(kini_dekat, lebar)
        rata = _cari(satu, dua, topeng, rata, langkah)
        lengkung = _cari(satu, dua, topeng, lengkung, langkah + _LANGKAH_BUSUR)
    belok = -100 * float(lengkung.busur[0]) / _SISI
    return Banding(1.0 - rata.cocok, belok, 1.0 - lengkung.cocok)


def homografi(asal: Titik, tujuan: Titik) -> Peta:
    """Fit the map of a plane by least squares on normalised points."""
    a, skala_a = _normal(asal)
    b, skala_b = _normal(tujuan)
    baris = []
    for (x, y), (u, v) in zip(a, b, strict=True):
        baris.append([-x, -y, -1, 0, 0, 0, u * x, u * y, u])
        baris.append([0, 0, 0, -x, -y, -1, v * x, v * y, v])
    tengah = np.linalg.svd(np.array(baris))[2][-1].reshape(3, 3)
    hasil: Peta = np.linalg.inv(skala_b) @ tengah @ skala_a
    hasil /= hasil[2, 2]
    return hasil


def petakan(peta: Peta, x: Abu, y: Abu) -> tuple[Abu, Abu]:
    """Return where the map takes these points."""
    bagi = peta[2, 0] * x + peta[2, 1] * y + peta[2, 2]
    bagi = np.where(np.abs(bagi) < 1e-6, 1e-6, bagi)
    return (
        (peta[0, 0] * x + peta[0, 1] * y + peta[0, 2]) / bagi,
        (peta[1, 0] * x + peta[1, 1] * y + peta[1, 2]) / bagi,
    )


@dataclass(frozen=True, slots=True)
class _Letak:
    """A plane (`peta`), its bow (square and cube over the width; empty = none), and how it fits."""

    peta: Peta
    busur: npt.NDArray[np.float64]
    cocok: float


def _cari(
    satu: Abu, dua: Abu, topeng: npt.NDArray[np.bool_], letak: _Letak, langkah: int
) -> _Letak:
    """Search the map that fits the pixels best, by Gauss and Newton.

    The slopes are those of the first picture and never change, so that a step costs one look at
    the second one and a product.
    """
    x, y = _X[topeng], _Y[topeng]
    acuan = _baku(satu[topeng])
    u = x / _SISI - 0.5
    bentuk = np.stack([2 * u**2, 4 * u**3][: len(letak.busur)] or [np.zeros_like(u)])
    balik = _balik(satu, topeng, bentuk[: len(letak.busur)])
    peta, busur = letak.peta, letak.busur
    for _ in range(langkah):
        beda = _baku(_ambil(dua, *petakan(peta, _bungkuk(x, busur, bentuk), y))) - acuan
        p = np.clip(balik @ beda, -_LANGKAH_TERJAUH, _LANGKAH_TERJAUH)
        baru = peta @ np.linalg.inv(_langkah(p))
        if abs(baru[2, 2]) < _HILANG:
            # The search ran off to a plane seen from its edge; what was found before stands.
            break
        peta, busur = baru / baru[2, 2], busur - p[8:]
        if np.abs(p).max() < _SAMA_SEKALI:
            break
    hasil = _baku(_ambil(dua, *petakan(peta, _bungkuk(x, busur, bentuk), y)))
    return _Letak(peta, busur, float((hasil * acuan).mean()))


def _balik(satu: Abu, topeng: npt.NDArray[np.bool_], bentuk: Abu) -> Abu:
    """Return what turns differences of pixels into steps of the map."""
    lereng = _baku(satu, satu[topeng])
    gx, gy = np.gradient(lereng, axis=1)[topeng], np.gradient(lereng, axis=0)[topeng]
    u, v = _X[topeng] / _SISI - 0.5, _Y[topeng] / _SISI - 0.5
    jacobi = np.stack([gx * u, gx * v, gx, gy * u, gy * v, gy,
                       -(gx * u + gy * v) * u, -(gx * u + gy * v) * v,
                       *(gx * satu for satu in bentuk)], axis=1)  # fmt: skip
    kali = jacobi.T @ jacobi
    # The damping keeps a face without any pattern from dividing by nothing.
    redam = _REDAM * np.diag(np.diag(kali)) + 1e-9 * np.eye(len(kali))
    hasil: Abu = np.linalg.inv(kali + redam) @ jacobi.T
    return hasil


def _bungkuk(x: Abu, busur: npt.NDArray[np.float64], bentuk: Abu) -> Abu:
    return x + busur @ bentuk if len(busur) else x


def _langkah(p: npt.NDArray[np.float64]) -> Peta:
    n = _SISI
    geser = np.array(
        [[1 + p[0] / n, p[1] / n, p[2]], [p[3] / n, 1 + p[4] / n, p[5]],
         [p[6] / n**2, p[7] / n**2, 1.0]]
    )  # fmt: skip
    hasil: Peta = _TENGAH @ geser @ np.linalg.inv(_TENGAH)
    return hasil


def _baku(isi: Abu, menurut: Abu | None = None) -> Abu:
    acuan = isi if menurut is None else menurut
    hasil: Abu = (isi - acuan.mean()) / (acuan.std() + 1e-6)
    return hasil


def _saring(isi: Abu, lebar: float) -> Abu:
    halus, kasar = _gauss(lebar), _gauss(_CAHAYA)
    hasil: Abu = halus @ isi @ halus.T - kasar @ isi @ kasar.T
    return hasil


@cache
def _gauss(lebar: float) -> Abu:
    """Return the filter as a matrix: two products of 72 x 72 blur a picture."""
    jarak = np.arange(_SISI)[:, None] - np.arange(_SISI)[None, :]
    bobot = np.exp(-(jarak**2) / (2 * lebar**2))
    hasil: Abu = bobot / bobot.sum(axis=1, keepdims=True)
    return hasil


def _topeng(titik: Titik) -> npt.NDArray[np.bool_]:
    """Return the inside of the face, a little drawn in: beyond it lies the room."""
    tepi = titik[_TEPI]
    tepi = (tepi - tepi.mean(axis=0)) * _BULAT + tepi.mean(axis=0)
    gambar = Image.new("L", (_SISI, _SISI))
    ImageDraw.Draw(gambar).polygon([(float(x), float(y)) for x, y in tepi], fill=1)
    return np.asarray(gambar).astype(np.bool_)


def _lihat(isi: Gambar, peta: Peta, sisi: float) -> Abu:
    """Return the small picture under the map, averaging what one of its pixels stands for."""
    kali = max(1, round(sisi / _SISI))
    kecil = np.asarray(Image.fromarray(isi).reduce(kali), dtype=np.float64)
    x, y = petakan(peta, _X, _Y)
    return _ambil(kecil, (x + 0.5) / kali - 0.5, (y + 0.5) / kali - 0.5)


def _ambil(isi: Abu, x: Abu, y: Abu) -> Abu:
    """Return the values at these places, between four neighbours; the edge goes on for ever."""
    tinggi, lebar = isi.shape
    x, y = np.clip(x, 0, lebar - 1.001), np.clip(y, 0, tinggi - 1.001)
    kiri, atas = x.astype(np.intp), y.astype(np.intp)
    a, b = x - kiri, y - atas
    hasil: Abu = (isi[atas, kiri] * (1 - a) + isi[atas, kiri + 1] * a) * (1 - b) + (
        isi[atas + 1, kiri] * (1 - a) + isi[atas + 1, kiri + 1] * a
    ) * b
    return hasil


def _normal(titik: Titik) -> tuple[Titik, Peta]:
    pusat = titik.mean(axis=0)
    skala = float(np.sqrt(2)) / max(float(np.linalg.norm(titik - pusat, axis=1).mean()), 1e-9)
    matriks = np.array([[skala, 0, -skala * pusat[0]], [0, skala, -skala * pusat[1]], [0, 0, 1]])
    return (titik - pusat) * skala, matriks
