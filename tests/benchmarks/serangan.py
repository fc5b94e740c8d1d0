"""How many genuine attempts pass, and how many attacks, on faces of people not used before.

All films are made from one photo each, so these are counts of what was tried and no error rates:
docs/wajah.md says what that proves and what it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import numpy as np
from PIL import Image

from jmo.benih import serangan
from jmo.benih.bingkai import (
    LURUS,
    MENDEKAT,
    POSE,
    TOLEH_KANAN,
    TOLEH_KIRI,
    Pose,
    Potret,
    goyang,
    hidup,
    ke_jpeg,
    muat_potret,
)
from pengkinian.wajah.penilai import nilai
from tests.benchmarks.ukuran import Ukuran
from tests.foto_lain import FOTO_LAIN, siapkan_foto_lain

PASANGAN = tuple(permutations((TOLEH_KIRI, TOLEH_KANAN, MENDEKAT), 2))
Film = list[tuple[str, Image.Image]]


def _orang_hidup(orang: Potret, acak: np.random.Generator) -> Iterator[Film]:
    for pasangan in PASANGAN:
        yield [(satu, orang.lihat(hidup(POSE[satu], acak))) for satu in (LURUS, *pasangan)]
    for derajat in (15, 25, 30):
        for arah, instruksi in ((1, TOLEH_KIRI), (-1, TOLEH_KANAN)):
            yield [
                (LURUS, orang.lihat(hidup(Pose(), acak))),
                (instruksi, orang.lihat(hidup(Pose(toleh=arah * derajat), acak))),
            ]


def _foto(depan: Image.Image, kiri: Image.Image) -> Film:
    # Coming closer is what a photo can do; only the turn decides.
    return [(LURUS, depan), (TOLEH_KIRI, kiri)]


def _datar(orang: Potret) -> Iterator[Film]:
    foto = orang.lihat(Pose())
    for derajat in (-45, -30, -20, 20, 30, 45):
        for angguk, jauh in ((-12, 0.8), (0, 2.5), (12, 0.8)):
            yield _foto(foto, serangan.miringkan_foto(foto, derajat, angguk, jauh=jauh))


def _lengkung(orang: Potret, jari: tuple[float, ...]) -> Iterator[Film]:
    foto = orang.lihat(Pose())
    for satu in jari:
        for derajat in (15, 25, 35):
            bengkok = serangan.bengkokkan_foto(foto, satu, derajat)
            yield _foto(serangan.bengkokkan_foto(foto, satu), bengkok)
            yield _foto(foto, bengkok)


def _diam(orang: Potret) -> Iterator[Film]:
    foto = orang.lihat(Pose())
    yield _foto(foto, foto)


def _orang_lain(orang: Potret, lain: Potret) -> Iterator[Film]:
    foto = orang.lihat(Pose())
    yield _foto(foto, lain.lihat(Pose(toleh=22)))
    yield [(LURUS, foto), (MENDEKAT, lain.lihat(Pose(dekat=1.6)))]


def _hitung(film: Iterator[Film], acak: np.random.Generator) -> tuple[int, int]:
    lolos = semua = 0
    for satu in film:
        isi = [(nama, ke_jpeg(goyang(gambar, acak))) for nama, gambar in satu]
        semua += 1
        lolos += nilai(isi, [nama for nama, _ in isi]).alasan == ()
    return lolos, semua


def ukur() -> list[Ukuran]:
    """Count per species; the bent photo tight as a head has no goal, it only tells."""
    folder: Path = siapkan_foto_lain()
    orang = [muat_potret(folder / nama) for nama in FOTO_LAIN]
    acak = np.random.default_rng(11)
    jumlah: dict[str, tuple[int, int]] = {}
    for ke, satu in enumerate(orang):
        for jenis, film in (
            ("diam", _diam(satu)),
            ("orang_lain", _orang_lain(satu, orang[ke - 1])),
            ("datar", _datar(satu)),
            ("lengkung", _lengkung(satu, (0.4, 0.7))),
            ("lengkung_sekepala", _lengkung(satu, (0.18, 0.25))),
            ("asli", _orang_hidup(satu, acak)),
        ):
            lama = jumlah.get(jenis, (0, 0))
            baru = _hitung(film, acak)
            jumlah[jenis] = (lama[0] + baru[0], lama[1] + baru[1])
    batas = {"asli": 0.95, "datar": 0.02, "lengkung": 0.05, "lengkung_sekepala": 1.0}
    return [
        Ukuran(
            f"serangan.{jenis}", lolos / semua, ">=" if jenis == "asli" else "<=",
            batas.get(jenis, 0), f"{lolos} of {semua} pass",
        )
        for jenis, (lolos, semua) in jumlah.items()
    ]  # fmt: skip
