from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFile

from jmo.benih import serangan
from jmo.benih.bingkai import LURUS, Pose
from pengkinian.wajah import detektor
from pengkinian.wajah.gambar import baca
from tests.foto import AKAR, PRIA_LAIN, SEMUA, potret
from tests.pengkinian.wajah.alat import tampilan


@pytest.mark.parametrize("nama", SEMUA)
def test_setiap_foto_memuat_satu_wajah_dengan_68_titik(nama: str, folder_foto: Path) -> None:
    gambar = baca((folder_foto / nama).read_bytes())
    (wajah,) = detektor.cari_wajah(gambar)
    assert wajah.titik.shape == (68, 2)
    atas, kanan, bawah, kiri = wajah.kotak
    assert wajah.lebar == kanan - kiri > 60
    assert ((wajah.titik > (kiri - 40, atas - 40)) & (wajah.titik < (kanan + 40, bawah + 40))).all()
    assert detektor.enkode(gambar, wajah).shape == (128,)


def test_wajah_kecil_ditemukan_setelah_dibesarkan() -> None:
    kecil = np.asarray(serangan.jauhkan(tampilan("obama.jpg", LURUS), 2.6))
    (wajah,) = detektor.cari_wajah(kecil)
    assert wajah.lebar < 90


def _goyahnya(titik: list[detektor.Titik]) -> float:
    return float(np.std(titik, axis=0).mean())


@pytest.mark.parametrize("nama", ["obama.jpg", PRIA_LAIN])
def test_titik_yang_diperhalus_lebih_tenang(nama: str) -> None:
    asli = np.asarray(potret(nama).lihat(Pose(toleh=15)), dtype=np.float64)
    acak, kasar, halus = np.random.default_rng(5), [], []
    for _ in range(6):
        gambar = np.clip(asli + acak.normal(0, 8, asli.shape), 0, 255).astype(np.uint8)
        (wajah,) = detektor.cari_wajah(gambar)
        kasar.append(wajah.titik)
        halus.append(detektor.perhalus(gambar, wajah).titik)
    assert _goyahnya(halus) < _goyahnya(kasar)
    assert np.abs(np.mean(halus, axis=0) - np.mean(kasar, axis=0)).mean() < 0.02 * wajah.lebar


def test_dua_orang_adalah_dua_wajah() -> None:
    dua = serangan.berdua(potret("obama.jpg").lihat(Pose()), potret(PRIA_LAIN).lihat(Pose()))
    assert len(detektor.cari_wajah(np.asarray(dua))) == 2


def test_tanpa_wajah_daftarnya_kosong() -> None:
    assert detektor.cari_wajah(np.full((480, 640, 3), 120, dtype=np.uint8)) == []


def test_mulut_yang_disangka_wajah_tidak_dihitung() -> None:
    persegi = detektor.muat().dlib.rectangle
    wajah, mulut, orang_lain = (
        persegi(209, 113, 425, 329), persegi(250, 250, 354, 354), persegi(440, 120, 600, 280)
    )  # fmt: skip
    assert detektor.tanpa_isi([wajah, mulut, orang_lain]) == [wajah, orang_lain]
    assert detektor.tanpa_isi([]) == []


def test_pustaka_wajah_tidak_melonggarkan_pembacaan_gambar() -> None:
    detektor.muat()
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_modul_wajah_baru_memuat_pustaka_saat_dipakai() -> None:
    naskah = (
        "import sys, pengkinian.wajah.penilai\n"
        "assert not {'dlib', 'face_recognition', 'django', 'celery'} & set(sys.modules)\n"
        "from pengkinian.wajah.detektor import muat\n"
        "muat()\n"
        "assert 'dlib' in sys.modules\n"
        "assert not {'django', 'celery'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", naskah], cwd=AKAR, check=True)


def test_gambar_tegak_dan_640_piksel(folder_foto: Path) -> None:
    gambar = baca((folder_foto / "obama.jpg").read_bytes())
    assert max(gambar.shape) == 640
    assert gambar.dtype == np.uint8
    assert Image.fromarray(gambar).mode == "RGB"
