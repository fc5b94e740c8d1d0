"""The bounds of every test, with the version under which a verdict was given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbangWajah:
    """Bounds; change one and the version changes with it.

    Unit:   pixels of a picture brought to 640; light 0 to 255; sharpness = variance of the
            Laplacian of the face at 128 x 128, divided by the square of its relative light;
            turn and distance as docs/wajah.md defines them.
    """

    versi: str = "2026-11"
    lebar_minimal: float = 90.0
    gelap: float = 40.0
    terang: float = 228.0
    tajam_minimal: float = 20.0
    lurus_terjauh: float = 0.50
    toleh_minimal: float = 0.12
    dekat_minimal: float = 1.18
    sisa_datar: float = 0.024
    jarak_orang_sama: float = 0.55
    beda_bingkai: float = 0.008


AMBANG = AmbangWajah()
