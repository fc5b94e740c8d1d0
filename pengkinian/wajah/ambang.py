"""The bounds of every test, with the version under which a verdict was given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbangWajah:
    """Bounds; change one and the version changes with it. How each was chosen: docs/wajah.md.

    Unit:   pixels of a picture brought to 640; light 0 to 255; sharpness as `mutu.Mutu.tajam`;
            `toleh` the sine of the turn; `jarak` distances of encodings, which grow with it; the
            rest as `keaktifan.Gerak` and `bidang.Banding` define it.
    """

    versi: str = "2026-11.3"
    # The picture.
    lebar_minimal: float = 90.0
    gelap: float = 40.0
    terang: float = 228.0
    tajam_minimal: float = 20.0
    tajam_minimal_gerak: float = 8.0
    tampak_minimal: float = 0.97
    tampak_minimal_gerak: float = 0.85
    # The movement.
    lurus_terjauh: float = 0.50
    toleh_minimal: float = 0.20
    toleh_terkecil: float = 0.05
    belok_minimal: float = 13.5
    belok_terkecil: float = 8.0
    dekat_minimal: float = 1.18
    beda_bingkai: float = 0.004
    # Flat or not.
    untung_minimal: float = 1.5
    kaku_minimal: float = 0.88
    sisa_bidang_minimal: float = 0.010
    sisa_bidang_per_toleh: float = 0.08
    sisa_bidang_terbesar: float = 0.30
    sisa_bidang_terbesar_per_toleh: float = 2.5
    kaku_foto: float = 0.80
    sisa_bidang_foto: float = 0.012
    # One person.
    jarak_orang_sama: float = 0.55
    toleh_jauh: float = 0.45
    jarak_orang_sama_menoleh_jauh: float = 0.60
    maks_enkoding: int = 3


AMBANG = AmbangWajah()
