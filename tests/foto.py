"""The test photos: fetched by set-up, never committed; a test without them fails, and says how."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from jmo.benih.bingkai import Potret, muat_potret

AKAR = Path(__file__).resolve().parents[1]
PRIA = ("obama.jpg", "obama2.jpg", "obama3.jpg")
PRIA_LAIN = "biden.jpg"
SEMUA = (*PRIA, PRIA_LAIN)


def folder_foto() -> Path:
    folder = Path(os.environ.get("JMO_FOTO", AKAR / ".jmo" / "foto"))
    assert (folder / PRIA_LAIN).exists(), f"No test photos in {folder}: run `make test`."
    return folder


@cache
def potret(nama: str, isi_wajah: float = 0.42) -> Potret:
    """A person before the camera, framed once per run."""
    return muat_potret(folder_foto() / nama, isi_wajah=isi_wajah)
