"""What must not pass: flat and bent photos before the camera, bad light, two faces, half a face.

Made from one picture each, for tests and for measuring how much of it would be accepted. Knows no
Django.
"""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from jmo.benih.lengkung import ambil, perspektif

_LATAR = (90, 90, 90)


def miringkan_foto(
    gambar: Image.Image, toleh: float, angguk: float = 0.0, *, jauh: float = 1.5, kali: float = 1.0
) -> Image.Image:
    """Return a flat photo of this scene, held before the camera and turned.

    Unit:   degrees; `jauh` = distance of the camera in widths of the photo (nearer is stronger
            perspective), `kali` = how much of the view the photo fills.
    """
    lebar, tinggi = gambar.size
    a, b, fokus = math.radians(toleh), math.radians(angguk), jauh * lebar
    pojok = [(0.0, 0.0), (lebar, 0.0), (lebar, tinggi), (0.0, tinggi)]
    tujuan = []
    for u, v in pojok:
        tegak, miring = (v - tinggi / 2) * math.cos(b), (v - tinggi / 2) * math.sin(b)
        mendatar = (u - lebar / 2) * math.cos(a) + miring * math.sin(a)
        menjauh = miring * math.cos(a) - (u - lebar / 2) * math.sin(a)
        besar = kali * fokus / (fokus + menjauh)
        tujuan.append((lebar / 2 + mendatar * besar, tinggi / 2 + tegak * besar))
    koefisien = perspektif(tujuan, pojok).flatten()[:8].tolist()
    return gambar.transform(
        gambar.size, Image.Transform.PERSPECTIVE, koefisien, Image.Resampling.BICUBIC,
        fillcolor=_LATAR,
    )  # fmt: skip


def bengkokkan_foto(gambar: Image.Image, jari: float, toleh: float = 0.0) -> Image.Image:
    """Return a photo bent about a vertical axis like a can, then turned.

    Unit:   `jari` = radius of the can in widths of the picture; degrees.
    """
    lebar, tinggi = gambar.size
    sudut = math.radians(toleh)
    busur = np.linspace(-lebar / 2, lebar / 2, 4 * lebar) / (jari * lebar)
    tampak = jari * lebar * np.sin(busur + sudut)
    # Beyond a quarter turn the photo hides itself.
    terlihat = np.abs(busur + sudut) < math.pi / 2 - 0.02
    tengah = jari * lebar * math.sin(sudut)
    dari = np.interp(
        np.arange(lebar) - lebar / 2,
        tampak[terlihat] - tengah,
        busur[terlihat] * jari * lebar + lebar / 2,
    )
    return ambil(gambar, np.tile(dari, (tinggi, 1)), np.mgrid[0:tinggi, 0:lebar][0].astype(float))


def buramkan(gambar: Image.Image, piksel: float) -> Image.Image:
    """Return the picture out of focus."""
    return gambar.filter(ImageFilter.GaussianBlur(piksel))


def terangi(gambar: Image.Image, kali: float) -> Image.Image:
    """Return the picture with so many times the light."""
    return ImageEnhance.Brightness(gambar).enhance(kali)


def jauhkan(gambar: Image.Image, kali: float) -> Image.Image:
    """Return the scene from so many times as far, what lies around it out of focus."""
    lebar, tinggi = gambar.size
    kanvas = gambar.filter(ImageFilter.GaussianBlur(lebar / 16))
    kecil = gambar.resize((round(lebar / kali), round(tinggi / kali)), Image.Resampling.LANCZOS)
    kanvas.paste(kecil, ((lebar - kecil.width) // 2, (tinggi - kecil.height) // 2))
    return kanvas


def geser(gambar: Image.Image, bagian: float) -> Image.Image:
    """Return the picture moved to the left by this part of its width, as if framed badly."""
    lebar, tinggi = gambar.size
    kotak = (bagian * lebar, 0.0, (1 + bagian) * lebar, float(tinggi))
    return gambar.transform(
        gambar.size, Image.Transform.EXTENT, kotak, Image.Resampling.BICUBIC, fillcolor=_LATAR
    )


def berdua(kiri: Image.Image, kanan: Image.Image) -> Image.Image:
    """Return one picture with two people, side by side."""
    lebar, tinggi = kiri.size
    hasil = Image.new("RGB", kiri.size)
    for ke, satu in enumerate((kiri, kanan)):
        hasil.paste(ImageOps.fit(satu, (lebar // 2, tinggi)), (ke * (lebar // 2), 0))
    return hasil
