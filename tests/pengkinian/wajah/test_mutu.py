from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from jmo.benih import serangan
from jmo.benih.bingkai import LURUS, Pose
from pengkinian.rules.wajah import AlasanWajah
from pengkinian.wajah import detektor
from pengkinian.wajah.ambang import AMBANG
from pengkinian.wajah.mutu import Mutu, alasan_tanpa_wajah, nilai_mutu, ukur_mutu
from tests.foto import SEMUA, potret
from tests.pengkinian.wajah.alat import tampilan

BAIK = Mutu(terang=130.0, tajam=200.0, lebar=180.0, tampak=1.0)


def ukur(gambar: Image.Image) -> Mutu:
    isi = np.asarray(gambar)
    return ukur_mutu(isi, detektor.cari_wajah(isi)[0])


@pytest.mark.parametrize("nama", SEMUA)
def test_foto_yang_baik_tidak_dicela(nama: str) -> None:
    diukur = ukur(tampilan(nama, LURUS))
    assert nilai_mutu(diukur, AMBANG) == set()
    assert diukur.tajam > 3 * AMBANG.tajam_minimal
    assert diukur.tampak == 1.0


@pytest.mark.parametrize("nama", SEMUA)
def test_buram_menurunkan_ketajaman_setingkat_demi_setingkat(nama: str) -> None:
    gambar = potret(nama).lihat(Pose())
    tajam = [ukur(serangan.buramkan(gambar, satu)).tajam for satu in (0, 1, 2, 4)]
    assert tajam == sorted(tajam, reverse=True)
    assert tajam[3] < AMBANG.tajam_minimal


def test_gelap_tidak_disebut_buram() -> None:
    gambar = potret("obama.jpg").lihat(Pose())
    assert ukur(serangan.terangi(gambar, 0.35)).tajam > 3 * AMBANG.tajam_minimal
    assert nilai_mutu(Mutu(30.0, 5.0, 180.0, 1.0), AMBANG) == {AlasanWajah.TERLALU_GELAP}


@pytest.mark.parametrize(
    ("mutu", "alasan"),
    [
        pytest.param(BAIK, set(), id="baik"),
        pytest.param(Mutu(39.0, 200, 180, 1), {AlasanWajah.TERLALU_GELAP}, id="gelap"),
        pytest.param(Mutu(230.0, 200, 180, 1), {AlasanWajah.TERLALU_TERANG}, id="terang"),
        pytest.param(Mutu(130.0, 12, 180, 1), {AlasanWajah.BURAM}, id="buram"),
        pytest.param(Mutu(130.0, 12, 80, 1), {AlasanWajah.TERLALU_KECIL}, id="kecil-jadi-buram"),
        pytest.param(Mutu(130.0, 200, 180, 0.9), {AlasanWajah.TIDAK_ADA_WAJAH}, id="terpotong"),
    ],
)
def test_setiap_ukuran_punya_alasannya(mutu: Mutu, alasan: set[AlasanWajah]) -> None:
    assert nilai_mutu(mutu, AMBANG) == alasan


def test_bingkai_yang_bergerak_dinilai_lebih_longgar() -> None:
    assert nilai_mutu(Mutu(130.0, 12, 180, 0.9), AMBANG, bergerak=True) == set()


@pytest.mark.parametrize(
    ("warna", "alasan"),
    [
        pytest.param("black", AlasanWajah.TERLALU_GELAP, id="hitam"),
        pytest.param("white", AlasanWajah.TERLALU_TERANG, id="putih"),
        pytest.param("grey", AlasanWajah.TIDAK_ADA_WAJAH, id="abu-abu"),
    ],
)
def test_tanpa_wajah_disebut_cahayanya_dahulu(warna: str, alasan: AlasanWajah) -> None:
    assert alasan_tanpa_wajah(np.asarray(Image.new("RGB", (64, 48), warna)), AMBANG) is alasan
