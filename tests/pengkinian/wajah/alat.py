"""Frames for the tests: each is rendered once per run."""

from __future__ import annotations

import zlib
from functools import cache

import numpy as np
from PIL import Image

from jmo.benih import serangan
from jmo.benih.bingkai import LURUS, MENDEKAT, POSE, TOLEH_KIRI, Pose, goyang, hidup, ke_jpeg
from pengkinian.wajah.penilai import HasilWajah, nilai
from tests.foto import potret


def acak(*kunci: object) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(repr(kunci).encode()))


@cache
def tampilan(nama: str, instruksi: str, benih: int = 0) -> Image.Image:
    """A live person who follows one instruction, before the sensor adds its grain."""
    return potret(nama).lihat(hidup(POSE[instruksi], acak(nama, instruksi, benih)))


@cache
def bingkai(nama: str, instruksi: str, benih: int = 0) -> bytes:
    return sensor(tampilan(nama, instruksi, benih), nama, instruksi, benih)


def sensor(gambar: Image.Image, *kunci: object) -> bytes:
    return ke_jpeg(goyang(gambar, acak("sensor", *kunci)))


def rangkaian(nama: str, tantangan: tuple[str, ...], benih: int = 0) -> list[tuple[str, bytes]]:
    return [(satu, bingkai(nama, satu, benih)) for satu in tantangan]


def foto_datar(
    nama: str, tantangan: tuple[str, ...], derajat: float, angguk: float = 0.0
) -> list[tuple[str, bytes]]:
    """A printed photo, moved about as the instructions ask."""
    foto = potret(nama).lihat(Pose())
    isi = []
    for satu in tantangan:
        if satu == LURUS:
            gambar = foto
        elif satu == MENDEKAT:
            gambar = serangan.miringkan_foto(foto, 0, kali=1.42)
        else:
            arah = 1 if satu == TOLEH_KIRI else -1
            gambar = serangan.miringkan_foto(foto, arah * derajat, angguk)
        isi.append((satu, sensor(gambar, nama, satu, derajat, angguk)))
    return isi


def putuskan(isi: list[tuple[str, bytes]]) -> HasilWajah:
    return nilai(isi, [satu for satu, _ in isi])
