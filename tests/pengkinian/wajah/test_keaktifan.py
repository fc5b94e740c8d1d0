from __future__ import annotations

import math

import numpy as np
import pytest

from pengkinian.rules.wajah import AlasanWajah
from pengkinian.wajah.ambang import AMBANG
from pengkinian.wajah.bidang import Banding
from pengkinian.wajah.detektor import Titik
from pengkinian.wajah.keaktifan import (
    _DALAM,
    Gerak,
    diikuti,
    foto_dimiringkan,
    periksa_toleh,
    toleh,
    ukur_gerak,
    ukuran,
)
from tests.foto import potret

GERAK_KEPALA = Gerak(toleh=0.35, kaku=1.0, untung=3.0)


def depan() -> Titik:
    titik: Titik = potret("obama.jpg").kepala.titik[:68]
    return titik


def putar(derajat: float, angguk: float = 0.0, *, datar: bool = False, kali: float = 1.0) -> Titik:
    """Turn the points in space, seen by a camera without perspective."""
    titik = depan()
    pusat, jari = titik.mean(axis=0), np.linalg.norm(titik[16] - titik[0]) / 2
    x, y = (titik - pusat).T
    z = np.zeros(68) if datar else _DALAM * jari
    a, b = math.radians(derajat), math.radians(angguk)
    x, z = x * math.cos(a) + z * math.sin(a), z * math.cos(a) - x * math.sin(a)
    y, z = y * math.cos(b) + z * math.sin(b), z * math.cos(b) - y * math.sin(b)
    hasil: Titik = np.column_stack([x, y]) * kali + pusat
    return hasil


@pytest.mark.parametrize("angguk", [-12, 0, 12])
@pytest.mark.parametrize("derajat", [-35, -20, -10, 10, 20, 35])
def test_kepala_yang_menoleh_terukur_sebagai_sinusnya(derajat: float, angguk: float) -> None:
    gerak = ukur_gerak(depan(), putar(derajat, angguk))
    assert gerak.toleh == pytest.approx(math.sin(math.radians(derajat)), abs=0.06)
    assert gerak.kaku == pytest.approx(1.0, abs=0.05)
    assert gerak.untung > 10


@pytest.mark.parametrize("derajat", [-50, -35, 35, 50])
def test_foto_yang_dimiringkan_menyempit_tanpa_menoleh(derajat: float) -> None:
    gerak = ukur_gerak(depan(), putar(derajat, datar=True))
    assert gerak.toleh == pytest.approx(0.0, abs=0.01)
    assert gerak.kaku == pytest.approx(math.cos(math.radians(derajat)), abs=0.02)
    assert gerak.untung < AMBANG.untung_minimal


def test_toleh_diukur_dari_pose_awal_yang_sudah_menoleh() -> None:
    gerak = ukur_gerak(putar(-15), putar(15))
    assert gerak.toleh == pytest.approx(math.sin(math.radians(30)), abs=0.1)
    assert gerak.kaku == pytest.approx(1.0, abs=0.08)


def test_mendekat_tidak_terbaca_sebagai_menoleh() -> None:
    jauh, dekat = putar(0), putar(0, kali=1.4)
    gerak = ukur_gerak(jauh, dekat)
    assert abs(gerak.toleh) < 0.01
    assert gerak.kaku == pytest.approx(1, abs=0.01)
    assert ukuran(dekat) / ukuran(jauh) == pytest.approx(1.4)


def test_kiri_adalah_kiri_orangnya() -> None:
    kiri = putar(25)
    assert toleh(kiri) > toleh(depan()) + 0.1
    assert ukur_gerak(depan(), kiri).toleh > 0
    # A mirrored camera would turn the sign around: frames must come unmirrored.
    cermin = [*range(16, -1, -1), *range(26, 16, -1), 27, 28, 29, 30, 35, 34, 33, 32, 31,
              45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40]  # fmt: skip
    balik = putar(25).copy()
    balik[: len(cermin)] = balik[cermin] * (-1, 1) + (700, 0)
    assert toleh(balik) < 0


@pytest.mark.parametrize(
    ("instruksi", "gerak", "belok", "dekat", "ya"),
    [
        pytest.param("TOLEH_KIRI", Gerak(0.25, 1, 3), 30.0, 1.0, True, id="kiri"),
        pytest.param("TOLEH_KIRI", Gerak(-0.25, 1, 3), -30.0, 1.0, False, id="kiri-ke-kanan"),
        pytest.param("TOLEH_KANAN", Gerak(-0.25, 1, 3), -30.0, 1.0, True, id="kanan"),
        pytest.param("TOLEH_KANAN", Gerak(-0.10, 1, 3), -10.0, 1.0, False, id="kanan-kurang"),
        pytest.param("MENDEKAT", Gerak(0.0, 1, 1), 0.0, 1.3, True, id="mendekat"),
        pytest.param("MENDEKAT", Gerak(0.0, 1, 1), 0.0, 1.05, False, id="mendekat-kurang"),
        pytest.param("MENDEKAT", Gerak(0.6, 1, 3), 40.0, 1.3, False, id="mendekat-sambil-menoleh"),
        pytest.param(
            "TOLEH_KIRI", Gerak(0.12, 1, 1), 20.0, 1.0, True, id="titik-terganggu-kacamata"
        ),
        pytest.param("TOLEH_KIRI", Gerak(0.25, 1, 3), 10.0, 1.0, True, id="piksel-kurang-yakin"),
        pytest.param("TOLEH_KIRI", Gerak(0.30, 1, 3), 0.5, 1.0, False, id="hanya-titiknya"),
        pytest.param("TOLEH_KIRI", Gerak(0.0, 1, 1), 30.0, 1.0, False, id="hanya-pikselnya"),
    ],
)
def test_instruksi_diikuti_atau_tidak(
    instruksi: str, gerak: Gerak, belok: float, dekat: float, ya: bool
) -> None:
    assert diikuti(instruksi, gerak, belok, dekat, AMBANG) is ya


@pytest.mark.parametrize(
    ("gerak", "sisa", "alasan"),
    [
        pytest.param(GERAK_KEPALA, 0.04, None, id="kepala"),
        pytest.param(GERAK_KEPALA, 0.004, AlasanWajah.DATAR, id="gambarnya-sebidang"),
        pytest.param(Gerak(0.5, 1.0, 3.0), 0.015, AlasanWajah.DATAR, id="toleh-jauh-sisa-kecil"),
        pytest.param(
            Gerak(0.3, 1.0, 1.1), 0.04, AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI, id="titiknya-sebidang"
        ),
        pytest.param(Gerak(0.3, 0.7, 2.0), 0.04, AlasanWajah.DATAR, id="menyempit"),
        pytest.param(
            Gerak(0.3, 0.83, 2.0), 0.04, AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI, id="ragu-lebarnya"
        ),
        pytest.param(
            Gerak(0.3, 1.0, 3.0), 0.8, AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI, id="tak-sebanding"
        ),
    ],
)
def test_kedalaman_dinilai(gerak: Gerak, sisa: float, alasan: AlasanWajah | None) -> None:
    assert periksa_toleh(gerak, Banding(sisa, 10.0, 0.0), AMBANG) is alasan


def test_piksel_yang_yakin_mengganti_titik_yang_ragu() -> None:
    gerak = Gerak(0.3, 1.0, 1.1)
    assert periksa_toleh(gerak, Banding(0.04, 25.0, 0.01), AMBANG) is None


@pytest.mark.parametrize(
    ("gerak", "sisa", "ya"),
    [
        pytest.param(Gerak(0.0, 0.72, 1.1), 0.002, True, id="foto-miring"),
        pytest.param(Gerak(0.0, 1.0, 1.1), 0.002, False, id="orang-diam"),
        pytest.param(Gerak(0.0, 0.72, 1.1), 0.2, False, id="titik-keliru"),
    ],
)
def test_hanya_foto_yang_pasti_yang_dituduh(gerak: Gerak, sisa: float, ya: bool) -> None:
    assert foto_dimiringkan(gerak, sisa, AMBANG) is ya
