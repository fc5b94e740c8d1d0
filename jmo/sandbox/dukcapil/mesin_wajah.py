"""Reads faces in a process of its own: pictures in on stdin, one JSON line each out on stdout.

The face library takes 1.5 s and 150 MB to load and holds the interpreter while it works, so the
register's process never imports it. This one ends when its stdin does.
"""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import sys
from typing import Any, Final

SISI_TERPANJANG: Final = 640
PIKSEL_MAKSIMUM: Final = 40_000_000


def baca_wajah(jpeg: bytes) -> dict[str, Any]:
    """Return how many faces there are, with the encoding when it is one; or what is wrong."""
    import face_recognition
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG", "PNG")) as asli:
            if asli.width * asli.height > PIKSEL_MAKSIMUM:
                return {"galat": "gambar_rusak"}
            gambar = ImageOps.exif_transpose(asli).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return {"galat": "gambar_rusak"}
    gambar.thumbnail((SISI_TERPANJANG, SISI_TERPANJANG))
    piksel = np.asarray(gambar)
    # Upsampling costs four times as much and is needed for small faces alone.
    kotak = face_recognition.face_locations(piksel, number_of_times_to_upsample=0)
    if not kotak:
        kotak = face_recognition.face_locations(piksel, number_of_times_to_upsample=1)
    if len(kotak) != 1:
        return {"jumlah": len(kotak)}
    (sandi,) = face_recognition.face_encodings(piksel, known_face_locations=kotak)
    return {"jumlah": 1, "sandi": sandi.tolist()}


def _putaran() -> None:
    # The answers have stdout for themselves: what a library prints goes to stderr.
    keluar = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    while kepala := sys.stdin.buffer.read(4):
        (panjang,) = struct.unpack(">I", kepala)
        hasil = baca_wajah(sys.stdin.buffer.read(panjang))
        keluar.write(json.dumps(hasil).encode() + b"\n")


if __name__ == "__main__":
    # Ctrl-C reaches the whole group; the parent decides when this process ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _putaran()
