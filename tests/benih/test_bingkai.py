from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jmo.benih import bingkai
from jmo.benih.bingkai import LURUS, MENDEKAT, TOLEH_KANAN, TOLEH_KIRI, Pose
from pengkinian.wajah import detektor, keaktifan
from tests.foto import PRIA_LAIN, folder_foto, potret


def satu_wajah(gambar: Image.Image) -> detektor.Wajah:
    wajah = detektor.cari_wajah(np.asarray(gambar))
    assert len(wajah) == 1
    return wajah[0]


@pytest.mark.parametrize(
    ("derajat", "arah"), [pytest.param(20, 1, id="kiri"), pytest.param(-20, -1, id="kanan")]
)
def test_kepala_menoleh_ke_arah_orangnya_sendiri(derajat: float, arah: int) -> None:
    orang = potret("obama.jpg")
    depan, kini = (satu_wajah(orang.lihat(Pose(toleh=satu))) for satu in (0.0, derajat))
    assert arah * (keaktifan.toleh(kini.titik) - keaktifan.toleh(depan.titik)) > 0.15
    # Nose to the right side of the picture = the person's own left.
    assert arah * (kini.titik[30, 0] - depan.titik[30, 0]) > 0


def test_foto_yang_menoleh_diluruskan() -> None:
    orang = potret("obama2.jpg")
    asli = satu_wajah(orang.kepala.gambar)
    lurus = satu_wajah(orang.lihat(Pose()))
    assert abs(keaktifan.toleh(lurus.titik)) < abs(keaktifan.toleh(asli.titik)) - 0.1


def test_mendekat_membesarkan_wajah() -> None:
    orang = potret("obama.jpg")
    depan = satu_wajah(orang.lihat(Pose())).titik
    dekat = satu_wajah(orang.lihat(Pose(dekat=1.4))).titik
    assert keaktifan.ukuran(dekat) / keaktifan.ukuran(depan) == pytest.approx(1.4, abs=0.05)


def test_pejam_menggerakkan_mata_saja() -> None:
    orang = potret("obama.jpg")
    buka, pejam = (np.asarray(orang.lihat(Pose(pejam=satu))).astype(int) for satu in (0.0, 1.0))
    berubah = np.abs(buka - pejam).max(axis=2) > 20
    x, y = np.where(berubah)[1], np.where(berubah)[0]
    mata = orang.kepala.titik[17:48]
    assert berubah.sum() > 100
    assert mata[:, 0].min() < x.min() < x.max() < mata[:, 0].max()
    assert mata[:, 1].min() - 5 < y.min() < y.max() < mata[:, 1].max()


def test_rangkaian_berisi_satu_jpeg_per_instruksi() -> None:
    semua = bingkai.buat_rangkaian(folder_foto() / PRIA_LAIN, [LURUS, MENDEKAT], benih=4)
    assert len(semua) == 2
    for satu in semua:
        with Image.open(io.BytesIO(satu)) as gambar:
            assert (gambar.format, gambar.size) == ("JPEG", (640, 480))
    ulang = bingkai.buat_rangkaian(folder_foto() / PRIA_LAIN, [LURUS, MENDEKAT], benih=4)
    assert semua == ulang
    lain = bingkai.buat_rangkaian(folder_foto() / PRIA_LAIN, [LURUS, MENDEKAT], benih=5)
    assert semua != lain


def test_film_berjalan_tiga_puluh_gambar_per_detik(tmp_path: Path) -> None:
    berkas = tmp_path / "kamera.mjpeg"
    bingkai.tulis_mjpeg(berkas, folder_foto() / "obama.jpg", [LURUS, TOLEH_KANAN], detik=2)
    potongan = berkas.read_bytes().split(b"\xff\xd8\xff")[1:]
    assert len(potongan) == 2 * 2 * 30
    pertama, terakhir = (Image.open(io.BytesIO(b"\xff\xd8\xff" + potongan[ke])) for ke in (0, -1))
    assert pertama.size == terakhir.size == (640, 480)
    # The second pose begins with the way there and is then held.
    assert len({len(satu) for satu in potongan[60:69]}) == 3
    assert list(tmp_path.iterdir()) == [berkas]


def test_kamera_contoh_lengkap_dan_tidak_ditulis_dua_kali(tmp_path: Path) -> None:
    bingkai.tulis_kamera_contoh(folder_foto(), tmp_path)
    assert {satu.name for satu in tmp_path.iterdir()} == {"pria", "pria_lain", "diam"}
    for kunci in ("pria", "pria_lain"):
        nama = {satu.stem for satu in (tmp_path / kunci).glob("*.jpg")}
        assert nama == {
            f"{pose}{ekor}"
            for pose in ("lurus", "kiri", "kanan", "dekat")
            for ekor in ("", "_1", "_2", "_3")
        }
    assert len({satu.read_bytes() for satu in (tmp_path / "diam").glob("*.jpg")}) == 1
    assert len(list((tmp_path / "diam").glob("*.jpg"))) == 4
    sebelum = {satu: satu.stat().st_mtime_ns for satu in tmp_path.rglob("*.jpg")}
    bingkai.tulis_kamera_contoh(folder_foto(), tmp_path)
    assert sebelum == {satu: satu.stat().st_mtime_ns for satu in tmp_path.rglob("*.jpg")}
    (tmp_path / "diam" / "versi").write_text("lama")
    (tmp_path / "diam" / "sisa.jpg").write_bytes(b"")
    bingkai.tulis_kamera_contoh(folder_foto(), tmp_path)
    assert not (tmp_path / "diam" / "sisa.jpg").exists()


def test_foto_tanpa_wajah_ditolak(tmp_path: Path) -> None:
    kosong = tmp_path / "kosong.jpg"
    Image.new("RGB", (400, 300), "grey").save(kosong)
    with pytest.raises(ValueError, match="one face"):
        bingkai.muat_potret(kosong)


def test_kiri_dan_kanan_adalah_bayangan_cermin() -> None:
    assert bingkai.POSE[TOLEH_KIRI].toleh == -bingkai.POSE[TOLEH_KANAN].toleh > 0
