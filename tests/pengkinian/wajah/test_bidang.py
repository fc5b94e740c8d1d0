from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from jmo.benih import serangan
from jmo.benih.bingkai import Pose
from pengkinian.wajah import detektor
from pengkinian.wajah.ambang import AMBANG
from pengkinian.wajah.bidang import Banding, banding, homografi, petakan
from tests.foto import potret


def lapiskan(depan: Image.Image, kini: Image.Image) -> Banding:
    isi = []
    for gambar in (depan, kini):
        wajah = detektor.cari_wajah(np.asarray(gambar))
        isi += [np.asarray(gambar.convert("L")), wajah[0].titik]
    return banding(isi[0], isi[1], isi[2], isi[3])


def ukur(depan: Image.Image, kini: Image.Image) -> float:
    return lapiskan(depan, kini).sisa


@pytest.mark.parametrize("nama", ["obama.jpg", "biden.jpg"])
@pytest.mark.parametrize("derajat", [-35, -20, 20, 35])
def test_foto_datar_hampir_tidak_menyisakan_apa_apa(nama: str, derajat: float) -> None:
    foto = potret(nama).lihat(Pose())
    assert ukur(foto, serangan.miringkan_foto(foto, derajat, 10)) < 0.01


@pytest.mark.parametrize("nama", ["obama.jpg", "biden.jpg"])
def test_kepala_menyisakan_lebih_banyak_bila_menoleh_lebih_jauh(nama: str) -> None:
    orang = potret(nama)
    depan = orang.lihat(Pose())
    sisa = [ukur(depan, orang.lihat(Pose(toleh=satu))) for satu in (0.5, 12, 20, 26)]
    assert sisa[0] < 0.005
    assert sisa == sorted(sisa)
    assert sisa[2] > 0.02


@pytest.mark.parametrize("nama", ["obama.jpg", "biden.jpg"])
def test_piksel_tahu_ke_mana_kepala_menoleh(nama: str) -> None:
    orang = potret(nama)
    depan = orang.lihat(Pose())
    belok = [lapiskan(depan, orang.lihat(Pose(toleh=satu))).belok for satu in (-25, -15, 15, 25)]
    assert belok == sorted(belok)
    assert belok[1] < -AMBANG.belok_minimal
    assert belok[2] > AMBANG.belok_minimal


@pytest.mark.parametrize("derajat", [-35, -20, 20, 35])
def test_foto_datar_tidak_berbelok(derajat: float) -> None:
    foto = potret("obama.jpg").lihat(Pose())
    miring = serangan.miringkan_foto(foto, derajat, 10)
    assert abs(lapiskan(foto, miring).belok) < AMBANG.belok_terkecil / 2


def test_foto_yang_dibengkokkan_habis_dijelaskan_oleh_busur() -> None:
    orang = potret("obama.jpg")
    foto = orang.lihat(Pose())
    bengkok = lapiskan(foto, serangan.bengkokkan_foto(foto, 0.25, 25))
    assert bengkok.sisa_busur < bengkok.sisa / 4
    assert bengkok.sisa_busur < 0.01


def test_cahaya_dan_ukuran_tidak_mengubah_ukurannya() -> None:
    orang = potret("obama.jpg")
    depan, kini = orang.lihat(Pose()), orang.lihat(Pose(toleh=18))
    biasa = ukur(depan, kini)
    redup = ukur(depan, serangan.terangi(kini, 0.6))
    besar = ukur(depan, orang.lihat(Pose(toleh=18, dekat=1.3)))
    assert redup == pytest.approx(biasa, rel=0.25)
    assert besar == pytest.approx(biasa, rel=0.35)


def test_wajah_tanpa_corak_tidak_menjatuhkan_apa_apa() -> None:
    titik = potret("obama.jpg").kepala.titik[:68]
    polos = np.full((480, 640), 128, dtype=np.uint8)
    assert 0.0 <= banding(polos, titik, polos, titik + 5).sisa <= 2.0


def test_derau_semata_tidak_menjatuhkan_apa_apa() -> None:
    acak = np.random.default_rng(3)
    titik = potret("obama.jpg").kepala.titik[:68]
    for _ in range(10):
        satu, dua = (acak.integers(0, 255, (480, 640), dtype=np.uint8) for _ in range(2))
        lain = titik + acak.normal(0, 30, titik.shape)
        assert 0.0 <= banding(satu, titik, dua, lain).sisa <= 2.0


def test_homografi_menemukan_bidangnya() -> None:
    peta = np.array([[1.1, 0.2, 30.0], [-0.1, 0.9, 12.0], [4e-4, -3e-4, 1.0]])
    acak = np.random.default_rng(8)
    asal = acak.uniform(0, 300, (40, 2))
    tujuan = np.column_stack(petakan(peta, asal[:, 0], asal[:, 1]))
    assert homografi(asal, tujuan) == pytest.approx(peta, abs=1e-6)
