"""CPU of the face check on one frame, against its bare parts and against the tutorial's way."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from django.conf import settings
from PIL import Image

from jmo.benih.bingkai import ke_jpeg
from pengkinian.wajah import detektor, pencocokan
from pengkinian.wajah.gambar import SISI, baca
from pengkinian.wajah.penilai import LURUS, nilai
from tests.benchmarks.ukuran import Ukuran

FOTO = ("obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg")
ULANG = int(os.environ.get("UKUR_WAJAH", "15"))
# What the tutorial takes for one person.
JARAK_TUTORIAL = 0.6


def _folder() -> Path:
    return Path(settings.FOLDER_FOTO)


def _bingkai_kamera() -> bytes:
    """Return a JPEG of 1280 x 960, as the camera page may send it."""
    with Image.open(_folder() / "obama.jpg") as foto:
        tegak = foto.convert("RGB").crop((0, 0, 910, 682))
        return ke_jpeg(tegak.resize((1280, 960), Image.Resampling.LANCZOS))


def _putusan(data: bytes) -> None:
    """Judge one frame, all the way to the verdict."""
    assert nilai([(LURUS, data)], [LURUS]).alasan == ()


def _kecil(data: bytes) -> Any:
    with Image.open(io.BytesIO(data)) as gambar:
        utuh = gambar.convert("RGB")
    utuh.thumbnail((SISI, SISI))
    return np.asarray(utuh)


def _bagian(data: bytes, kecil: Any, bentuk: Any) -> None:
    """Do what cannot be saved: decode, detect once at 640 pixels, encode once."""
    pustaka = detektor.muat()
    with Image.open(io.BytesIO(data)) as gambar:
        np.asarray(gambar.convert("RGB"))
    pustaka.face_detector(kecil, 0)
    pustaka.face_encoder.compute_face_descriptor(kecil, bentuk, 1)


def _tutorial(berkas: Path) -> Any:
    pustaka = detektor.muat()
    return pustaka.face_encodings(pustaka.load_image_file(berkas))


def _kita(berkas: Path) -> Any:
    gambar = baca(berkas.read_bytes())
    return [detektor.enkode(gambar, satu) for satu in detektor.cari_wajah(gambar)]


def _cpu(kerja: Callable[[], object]) -> float:
    mulai = time.process_time()
    kerja()
    return time.process_time() - mulai


def _nisbah(atas: Callable[[], object], bawah: Callable[[], object]) -> tuple[float, float]:
    """Return the median of ratios taken one after the other, and the first one's seconds."""
    atas(), bawah()
    pasangan = [(_cpu(atas), _cpu(bawah)) for _ in range(ULANG)]
    return median(a / b for a, b in pasangan), median(a for a, _ in pasangan)


def _periksa_putusan_sama() -> None:
    """Hold both ways together: as many faces in each photo, the same people in each pair."""
    tutorial = {nama: _tutorial(_folder() / nama) for nama in FOTO}
    kita = {nama: _kita(_folder() / nama) for nama in FOTO}
    assert {len(satu) for semua in (tutorial, kita) for satu in semua.values()} == {1}
    for satu, dua in combinations(FOTO, 2):
        sama = [
            pencocokan.jarak(semua[satu][0], semua[dua][0]) <= JARAK_TUTORIAL
            for semua in (tutorial, kita)
        ]
        assert sama[0] == sama[1], (satu, dua)


def ukur() -> list[Ukuran]:
    """Measure CPU alone, alternating, in one process."""
    data = _bingkai_kamera()
    kecil = _kecil(data)
    (wajah,) = detektor.cari_wajah(kecil)
    nisbah, detik = _nisbah(lambda: _putusan(data), lambda: _bagian(data, kecil, wajah.bentuk))
    _periksa_putusan_sama()
    foto = _folder() / "obama.jpg"
    isi = foto.read_bytes()
    kali, lama = _nisbah(lambda: _tutorial(foto), lambda: _putusan(isi))
    return [
        Ukuran(
            "wajah.tutorial",
            kali,
            ">=",
            3,
            f"{1000 * lama / kali:.0f} ms CPU instead of {1000 * lama:.0f}",
        ),
        Ukuran("wajah", nisbah, "<=", 1.25, f"{1000 * detik:.0f} ms CPU, {os.cpu_count()} cores"),
    ]
