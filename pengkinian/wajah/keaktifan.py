"""Did a live head do what was asked? Turns, nearness, depth.

Left and right are the person's own. Pictures come as the camera sees them, not mirrored: who turns
to their left moves the nose to the right side of the picture. All is measured against the same
person's own first picture, since faces and cameras start anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pengkinian.rules.wajah import AlasanWajah, Instruksi
from pengkinian.wajah.ambang import AmbangWajah
from pengkinian.wajah.bidang import Banding
from pengkinian.wajah.detektor import Titik

_RAHANG_KIRI, _RAHANG_KANAN, _HIDUNG, _PANGKAL_HIDUNG, _DAGU = 1, 15, 30, 27, 8
_SUDUT_MATA = (36, 45)
# How far each of the 68 points of a head stands out towards the camera, in half widths of the jaw:
# a bow from ear to ear, nose and lips in front of it. Rough on purpose: it serves every face.
_DALAM = np.array(
    [0.35, 0.36, 0.39, 0.43, 0.50, 0.61, 0.73, 0.81, 0.85, 0.81, 0.73, 0.61, 0.50, 0.43, 0.39, 0.36,
     0.35, 0.52, 0.60, 0.71, 0.79, 0.84, 0.84, 0.79, 0.71, 0.60, 0.52, 0.87, 0.94, 1.01, 1.07, 0.94,
     0.96, 0.97, 0.96, 0.94, 0.66, 0.72, 0.78, 0.81, 0.78, 0.72, 0.81, 0.78, 0.72, 0.66, 0.72, 0.78,
     0.80, 0.86, 0.89, 0.90, 0.89, 0.86, 0.80, 0.86, 0.89, 0.90, 0.89, 0.86, 0.82, 0.89, 0.90, 0.89,
     0.82, 0.89, 0.90, 0.89]
)  # fmt: skip
# Chin and lower lip move when somebody speaks.
_KAKU = np.array([*range(4), *range(13, 49), 50, 51, 52, 54])
_TOLEH_AWAL_TERJAUH = 0.6


_ARAH = {Instruksi.TOLEH_KIRI: 1.0, Instruksi.TOLEH_KANAN: -1.0}


@dataclass(frozen=True, slots=True)
class Gerak:
    """How one face moved from another one of the same person, as a rigid head would.

    Unit:   `toleh` sine of the turn since the first picture, above 0 to the person's left;
            `kaku` how wide the head became over how high, 1 for anything that keeps its shape,
            below for a plane that turned away (there the depth that would explain it is missing);
            `untung` how many times better a head explains the points than a plane does.
    """

    toleh: float
    kaku: float
    untung: float


def toleh(titik: Titik) -> float:
    """Return how far the head is turned: 0 in front, above 0 to the person's left."""
    kiri = float(np.linalg.norm(titik[_HIDUNG] - titik[_RAHANG_KIRI]))
    kanan = float(np.linalg.norm(titik[_HIDUNG] - titik[_RAHANG_KANAN]))
    return (kiri - kanan) / (kiri + kanan)


def ukuran(titik: Titik) -> float:
    """Return the size of the face: outer corners of the eyes to the chin, not narrowed by turns."""
    tengah = titik[list(_SUDUT_MATA)].mean(axis=0)
    return float(np.linalg.norm(titik[_DAGU] - tengah))


def ukur_gerak(depan: Titik, kini: Titik) -> Gerak:
    """Fit a camera without perspective to the first face, once with its depth and once without.

    Shape:  the fit gives, per row of the picture, how width, height and depth of the first face
            enter it. A rigid head only exchanges them: what its width loses, its depth brings in.
    """
    awal, skala = _setempat(depan, None)
    tujuan, _ = _setempat(kini, skala)
    sinus = float(np.clip(toleh(depan), -_TOLEH_AWAL_TERJAUH, _TOLEH_AWAL_TERJAUH))
    kosinus = float(np.sqrt(1 - sinus**2))
    # In a first face that is turned already, the depth of a point grows to one side.
    dalam = _DALAM / kosinus - awal[:, 0] * (sinus / kosinus)
    kepala = np.column_stack([awal, dalam, np.ones(len(awal))])[_KAKU]
    sisa_kepala, kamera = _tepatkan(kepala, tujuan[_KAKU])
    sisa_bidang, _ = _tepatkan(kepala[:, [0, 1, 3]], tujuan[_KAKU])
    mendatar, menurun = kamera[:3, 0], kamera[:3, 1]
    tinggi = max(float(np.linalg.norm(menurun)), 1e-6)
    return Gerak(
        toleh=float(mendatar[2]) / tinggi,
        kaku=float(np.linalg.norm(mendatar)) / tinggi,
        untung=sisa_bidang / max(sisa_kepala, 1e-6),
    )


def diikuti(instruksi: str, gerak: Gerak, belok: float, dekat: float, ambang: AmbangWajah) -> bool:
    """Tell whether a movement is the one that was asked for.

    Shape:  `belok` as `bidang.Banding` has it; `dekat` = size of the face over its size in the
            first picture. Coming closer while turned away is another movement.
    Result: points and pixels must agree on the side; one of the two must be sure of it. Glasses
            lead the points astray, and a head turned far leaves the pixels little to go by.
    """
    if instruksi == Instruksi.MENDEKAT:
        return dekat >= ambang.dekat_minimal and abs(gerak.toleh) <= ambang.lurus_terjauh
    arah = _ARAH.get(Instruksi(instruksi), 0.0)
    menurut_titik, menurut_piksel = gerak.toleh * arah, belok * arah
    if menurut_titik < ambang.toleh_terkecil or menurut_piksel < ambang.belok_terkecil:
        return False
    return menurut_titik >= ambang.toleh_minimal or menurut_piksel >= ambang.belok_minimal


def periksa_toleh(gerak: Gerak, banding: Banding, ambang: AmbangWajah) -> AlasanWajah | None:
    """Judge the depth of a head that turned far enough: None, flat, or not to be told.

    Shape:  a head turned twice as far leaves four times as much that no plane explains.
    Result: where the pictures hardly agree at all, or the width is a little less than the turn
            explains, nothing is proved: the turn does not count, and nobody is accused.
    """
    kuadrat = gerak.toleh**2
    terkecil = max(ambang.sisa_bidang_minimal, ambang.sisa_bidang_per_toleh * kuadrat)
    terbesar = max(ambang.sisa_bidang_terbesar, ambang.sisa_bidang_terbesar_per_toleh * kuadrat)
    if banding.sisa > terbesar:
        return AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI
    if gerak.kaku < ambang.kaku_foto or banding.sisa < terkecil:
        return AlasanWajah.DATAR
    yakin = gerak.untung >= ambang.untung_minimal or abs(banding.belok) >= ambang.belok_minimal
    cukup = yakin and gerak.kaku >= ambang.kaku_minimal
    return None if cukup else AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI


def foto_dimiringkan(gerak: Gerak, sisa_bidang: float, ambang: AmbangWajah) -> bool:
    """Tell whether what did not turn is surely a picture held askew.

    Result: True when it grew narrow as nothing but a plane does, pixel for pixel. Somebody who
            just did not move, or nodded, keeps the width of the face.
    """
    return gerak.kaku < ambang.kaku_foto and sisa_bidang < ambang.sisa_bidang_foto


def _tepatkan(asal: Titik, tujuan: Titik) -> tuple[float, Titik]:
    peta: Titik = np.asarray(np.linalg.lstsq(asal, tujuan, rcond=None)[0], dtype=np.float64)
    return float(np.sqrt(((asal @ peta - tujuan) ** 2).sum(axis=1).mean())), peta


def _setempat(titik: Titik, skala: float | None) -> tuple[Titik, float]:
    """Return the points from the root of the nose along the line of the eyes, scaled."""
    datar = titik[_SUDUT_MATA[1]] - titik[_SUDUT_MATA[0]]
    datar = datar / max(float(np.linalg.norm(datar)), 1e-6)
    sumbu = np.array([datar, [-datar[1], datar[0]]])
    if skala is None:
        skala = max(float(np.linalg.norm(titik[16] - titik[0])) / 2, 1e-6)
    return (titik - titik[_PANGKAL_HIDUNG]) @ sumbu.T / skala, skala
