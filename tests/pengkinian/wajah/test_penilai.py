from __future__ import annotations

import io
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from jmo.benih import serangan
from jmo.benih.bingkai import LURUS, MENDEKAT, TOLEH_KANAN, TOLEH_KIRI, Pose, muat_potret
from pengkinian.rules.wajah import AlasanWajah, terhitung
from pengkinian.wajah import detektor, pencocokan
from pengkinian.wajah.ambang import AMBANG
from pengkinian.wajah.gambar import Gambar
from pengkinian.wajah.penilai import nilai, penilai_portal
from tests.foto import PRIA, PRIA_LAIN, SEMUA, potret
from tests.korpus_gambar import DITOLAK, buat
from tests.pengkinian.wajah.alat import (
    bingkai,
    foto_datar,
    putuskan,
    rangkaian,
    sensor,
    tampilan,
)

PASANGAN = list(permutations((TOLEH_KIRI, TOLEH_KANAN, MENDEKAT), 2))
KIRI_KANAN = (LURUS, TOLEH_KIRI, TOLEH_KANAN)
KIRI_DEKAT = (LURUS, TOLEH_KIRI, MENDEKAT)


@pytest.mark.parametrize("pasangan", PASANGAN, ids="-".join)
@pytest.mark.parametrize("nama", SEMUA)
def test_orang_hidup_yang_mengikuti_instruksi_lolos(nama: str, pasangan: tuple[str, str]) -> None:
    hasil = putuskan(rangkaian(nama, (LURUS, *pasangan), benih=len(pasangan[0])))
    assert hasil.alasan == ()
    assert hasil.versi == AMBANG.versi
    assert hasil.indeks_lurus == 0
    assert hasil.enkoding is not None
    assert len(hasil.enkoding) == 512
    assert hasil.skor["jarak_orang"] < AMBANG.jarak_orang_sama - 0.1


@pytest.mark.parametrize("angguk", [-15, 0, 15])
@pytest.mark.parametrize("derajat", [15, 25, 35, 45])
@pytest.mark.parametrize("nama", ["obama.jpg", "obama3.jpg", PRIA_LAIN])
def test_foto_datar_yang_digerakkan_ditolak(nama: str, derajat: float, angguk: float) -> None:
    hasil = putuskan(foto_datar(nama, KIRI_DEKAT, derajat, angguk))
    assert set(hasil.alasan) & {
        AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI, AlasanWajah.DATAR, AlasanWajah.TIDAK_ADA_WAJAH,
        AlasanWajah.URUTAN_SALAH,
    }  # fmt: skip
    assert hasil.jpeg is None


def test_foto_yang_dimiringkan_jauh_dihitung_sebagai_percobaan() -> None:
    hasil = putuskan(foto_datar("obama.jpg", KIRI_KANAN, 45))
    assert hasil.alasan == (AlasanWajah.DATAR,)
    assert terhitung(hasil.alasan)


@pytest.mark.parametrize("nama", SEMUA)
def test_foto_diam_ditolak_tanpa_menghitung_percobaan(nama: str) -> None:
    diam = tampilan(nama, LURUS)
    hasil = putuskan([(satu, sensor(diam, satu)) for satu in KIRI_DEKAT])
    assert hasil.alasan == (AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI,)
    assert not terhitung(hasil.alasan)


def test_gambar_yang_sama_untuk_dua_instruksi_disebut_terpakai_ulang() -> None:
    kiri = bingkai("obama.jpg", TOLEH_KIRI)
    with Image.open(io.BytesIO(kiri)) as gambar:
        keluar = io.BytesIO()
        gambar.save(keluar, "JPEG", quality=70)
    isi = [(LURUS, bingkai("obama.jpg", LURUS)), (TOLEH_KIRI, kiri), (MENDEKAT, keluar.getvalue())]
    assert AlasanWajah.BINGKAI_DIPAKAI_ULANG in putuskan(isi).alasan


@pytest.mark.parametrize("ganti", [0, 1, 2])
@pytest.mark.parametrize("nama", PRIA)
def test_orang_lain_di_tengah_jalan_ditolak(nama: str, ganti: int) -> None:
    isi = rangkaian(nama, KIRI_DEKAT)
    isi[ganti] = (KIRI_DEKAT[ganti], bingkai(PRIA_LAIN, KIRI_DEKAT[ganti]))
    hasil = putuskan(isi)
    assert hasil.alasan
    # Two heads are never each other's turn, so geometry may say no before the encodings do.
    assert set(hasil.alasan) <= {
        AlasanWajah.BUKAN_ORANG_YANG_SAMA, AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI, AlasanWajah.DATAR,
        AlasanWajah.URUTAN_SALAH,
    }  # fmt: skip


def test_orang_lain_yang_hanya_mendekat_dikenali_dari_enkoding() -> None:
    isi = rangkaian("obama.jpg", KIRI_DEKAT)
    isi[2] = (MENDEKAT, sensor(potret(PRIA_LAIN).lihat(Pose(dekat=1.9))))
    hasil = putuskan(isi)
    assert hasil.alasan == (AlasanWajah.BUKAN_ORANG_YANG_SAMA,)
    assert hasil.skor["jarak_orang"] > AMBANG.jarak_orang_sama + 0.1
    assert hasil.jpeg is None
    assert hasil.enkoding is None


@pytest.mark.parametrize("nama", SEMUA)
def test_instruksi_yang_tidak_diikuti_disebut(nama: str) -> None:
    isi = [(LURUS, bingkai(nama, LURUS)), (TOLEH_KIRI, bingkai(nama, LURUS, 1)),
           (MENDEKAT, bingkai(nama, MENDEKAT))]  # fmt: skip
    assert putuskan(isi).alasan == (AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI,)


@pytest.mark.parametrize("nama", SEMUA)
def test_arah_yang_keliru_ditolak(nama: str) -> None:
    isi = [(LURUS, bingkai(nama, LURUS)), (TOLEH_KIRI, bingkai(nama, TOLEH_KANAN)),
           (MENDEKAT, bingkai(nama, MENDEKAT))]  # fmt: skip
    assert putuskan(isi).alasan == (AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI,)


@pytest.mark.parametrize("nama", SEMUA)
def test_gerakan_benar_dalam_urutan_lain_disebut_urutan_salah(nama: str) -> None:
    isi = [(LURUS, bingkai(nama, LURUS)), (TOLEH_KIRI, bingkai(nama, TOLEH_KANAN)),
           (TOLEH_KANAN, bingkai(nama, TOLEH_KIRI))]  # fmt: skip
    assert putuskan(isi).alasan == (AlasanWajah.URUTAN_SALAH,)


@pytest.mark.parametrize(
    "tantangan",
    [
        pytest.param([LURUS, TOLEH_KIRI, TOLEH_KANAN], id="kurang-satu"),
        pytest.param([LURUS, MENDEKAT, TOLEH_KIRI], id="terbalik"),
        pytest.param([TOLEH_KIRI, MENDEKAT], id="tanpa-lurus"),
        pytest.param([], id="kosong"),
    ],
)
def test_bingkai_yang_tidak_menjawab_tantangan_ditolak_tanpa_didekode(
    tantangan: list[str],
) -> None:
    hasil = nilai([(LURUS, b"x"), (TOLEH_KIRI, b"y"), (MENDEKAT, b"z")], tantangan)
    assert hasil.alasan == (AlasanWajah.URUTAN_SALAH,)
    assert hasil.skor == {}


def _ganti_lurus(gambar: Image.Image) -> tuple[AlasanWajah, ...]:
    isi = [(LURUS, sensor(gambar)), *rangkaian("obama.jpg", KIRI_DEKAT)[1:]]
    return putuskan(isi).alasan


def test_setiap_cacat_gambar_punya_alasannya_sendiri() -> None:
    lurus = tampilan("obama.jpg", LURUS)
    assert _ganti_lurus(serangan.terangi(lurus, 0.2)) == (AlasanWajah.TERLALU_GELAP,)
    assert _ganti_lurus(serangan.terangi(lurus, 2.6)) == (AlasanWajah.TERLALU_TERANG,)
    assert _ganti_lurus(serangan.buramkan(lurus, 6)) == (AlasanWajah.BURAM,)
    assert _ganti_lurus(serangan.jauhkan(lurus, 3.0)) == (AlasanWajah.TERLALU_KECIL,)
    assert _ganti_lurus(Image.new("RGB", (640, 480), "grey")) == (AlasanWajah.TIDAK_ADA_WAJAH,)
    assert _ganti_lurus(Image.new("RGB", (640, 480))) == (AlasanWajah.TERLALU_GELAP,)
    dua = serangan.berdua(lurus, tampilan(PRIA_LAIN, LURUS))
    assert _ganti_lurus(dua) == (AlasanWajah.BEBERAPA_WAJAH,)


def test_wajah_yang_terpotong_ditolak(folder_foto: Path) -> None:
    data = (folder_foto / "obama_partial_face.jpg").read_bytes()
    hasil = putuskan([(LURUS, data), *rangkaian("obama.jpg", KIRI_DEKAT)[1:]])
    assert hasil.alasan == (AlasanWajah.TIDAK_ADA_WAJAH,)
    assert hasil.skor["0.tampak"] < AMBANG.tampak_minimal


def test_bingkai_pertama_yang_menoleh_jauh_disebut_tidak_tegak() -> None:
    menoleh = potret("obama.jpg").lihat(Pose(toleh=33))
    ketat = replace(AMBANG, lurus_terjauh=0.3)
    isi = [(LURUS, sensor(menoleh)), *rangkaian("obama.jpg", KIRI_KANAN)[1:]]
    assert AlasanWajah.TIDAK_TEGAK in nilai(isi, KIRI_KANAN, ambang=ketat).alasan


def test_berkas_yang_bukan_gambar_tidak_menjatuhkan_penilai() -> None:
    isi = [(LURUS, b"<svg/>"), *rangkaian("obama.jpg", KIRI_DEKAT)[1:]]
    assert putuskan(isi).alasan == (AlasanWajah.TIDAK_ADA_WAJAH,)


def test_gambar_jahat_ditolak_cepat_dan_penilai_tetap_bekerja() -> None:
    """After the face library was loaded, which lets Pillow take half a picture for a whole one."""
    detektor.muat()
    baik = rangkaian("obama.jpg", KIRI_DEKAT)
    for nama in DITOLAK:
        data = buat(nama)
        mulai = time.process_time()
        hasil = putuskan([(LURUS, data), (TOLEH_KIRI, data), (MENDEKAT, data)])
        assert time.process_time() - mulai < 1, nama
        assert hasil.alasan == (AlasanWajah.TIDAK_ADA_WAJAH,), nama
    separuh = baik[1][1][: len(baik[1][1]) // 2]
    assert putuskan([baik[0], (TOLEH_KIRI, separuh), baik[2]]).alasan == (
        AlasanWajah.TIDAK_ADA_WAJAH,
    )
    assert putuskan(baik).alasan == ()


@pytest.mark.parametrize("ukuran", [(1280, 960), (720, 1280)])
@pytest.mark.parametrize("nama", ["obama.jpg", PRIA_LAIN])
def test_kamera_yang_lebih_besar_atau_tegak_sama_baiknya(
    nama: str, ukuran: tuple[int, int], folder_foto: Path
) -> None:
    orang = muat_potret(folder_foto / nama, isi_wajah=0.35, ukuran=ukuran)
    gerak = {LURUS: Pose(), TOLEH_KIRI: Pose(toleh=24), MENDEKAT: Pose(dekat=1.35)}
    isi = [(satu, sensor(orang.lihat(pose), nama, satu)) for satu, pose in gerak.items()]
    assert putuskan(isi).alasan == ()


def test_gerak_yang_sedikit_mengaburkan_tidak_menggagalkan() -> None:
    isi = [
        (satu, sensor(serangan.buramkan(tampilan("obama.jpg", satu), kabur), satu))
        for satu, kabur in zip((LURUS, TOLEH_KANAN, MENDEKAT), (0.6, 1.4, 1.2), strict=True)
    ]
    assert putuskan(isi).alasan == ()


@pytest.mark.parametrize("jari", [0.45, 0.8])
@pytest.mark.parametrize("derajat", [15, 25, 35])
@pytest.mark.parametrize("nama", ["obama.jpg", PRIA_LAIN])
def test_foto_yang_dibengkokkan_ditolak(nama: str, jari: float, derajat: float) -> None:
    foto = potret(nama).lihat(Pose())
    isi = [
        (LURUS, sensor(serangan.bengkokkan_foto(foto, jari), nama)),
        (TOLEH_KIRI, sensor(serangan.bengkokkan_foto(foto, jari, derajat), derajat)),
        (TOLEH_KANAN, sensor(serangan.bengkokkan_foto(foto, jari, -derajat), -derajat)),
    ]
    alasan = putuskan(isi).alasan
    assert len(alasan) == 1
    assert alasan[0] in {AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI, AlasanWajah.DATAR}


def test_dari_beberapa_bingkai_dipilih_yang_terbaik() -> None:
    setengah = sensor(potret("obama.jpg").lihat(Pose(toleh=5)), "setengah")
    isi = [
        (LURUS, sensor(serangan.buramkan(tampilan("obama.jpg", LURUS), 5))),
        (LURUS, bingkai("obama.jpg", LURUS)),
        (TOLEH_KIRI, setengah),
        (TOLEH_KIRI, bingkai("obama.jpg", TOLEH_KIRI)),
        (MENDEKAT, bingkai("obama.jpg", MENDEKAT)),
    ]
    hasil = nilai(isi, KIRI_DEKAT)
    assert hasil.alasan == ()
    assert hasil.indeks_lurus == 1


def test_hasil_membawa_gambar_bersih_untuk_register() -> None:
    hasil = putuskan(rangkaian("obama2.jpg", KIRI_DEKAT))
    assert hasil.jpeg is not None
    with Image.open(io.BytesIO(hasil.jpeg)) as gambar:
        assert gambar.format == "JPEG"
        assert max(gambar.size) == 640
        wajah = detektor.cari_wajah(np.asarray(gambar))
    assert len(wajah) == 1


def test_template_orang_yang_sama_dekat_dan_orang_lain_jauh() -> None:
    template = putuskan(rangkaian("obama.jpg", KIRI_DEKAT)).enkoding
    sama = penilai_portal(rangkaian("obama2.jpg", KIRI_DEKAT), KIRI_DEKAT, template)
    lain = penilai_portal(rangkaian(PRIA_LAIN, KIRI_DEKAT), KIRI_DEKAT, template)
    assert sama.alasan == lain.alasan == ()
    assert sama.jarak_template is not None
    assert lain.jarak_template is not None
    assert sama.jarak_template <= 0.45
    assert lain.jarak_template > 0.6
    assert (
        penilai_portal(rangkaian("obama2.jpg", KIRI_DEKAT), KIRI_DEKAT, None).jarak_template is None
    )


def test_skor_register_orang_contoh_berada_di_pita_cocok(folder_foto: Path) -> None:
    """The sandbox's register scores 1.2 - distance to the enrolled photo: 0.75 and up matches."""
    asli = muat_potret(folder_foto / "obama.jpg").kepala.gambar
    isi = np.asarray(asli)
    terdaftar = detektor.enkode(isi, detektor.cari_wajah(isi)[0])
    for nama, cocok in (("obama2.jpg", True), (PRIA_LAIN, False)):
        hasil = putuskan(rangkaian(nama, KIRI_DEKAT))
        assert hasil.enkoding is not None
        jarak = pencocokan.jarak(terdaftar, pencocokan.dari_bytes(hasil.enkoding))
        assert (1.2 - jarak >= 0.75) is cocok


def test_paling_banyak_tiga_enkoding(monkeypatch: pytest.MonkeyPatch) -> None:
    dihitung: list[int] = []
    asli = detektor.enkode

    def hitung(gambar: Gambar, wajah: detektor.Wajah) -> npt.NDArray[np.float64]:
        dihitung.append(1)
        return asli(gambar, wajah)

    monkeypatch.setattr(detektor, "enkode", hitung)
    tantangan = (LURUS, TOLEH_KIRI, MENDEKAT, TOLEH_KANAN)
    assert nilai(rangkaian("obama.jpg", tantangan), tantangan).alasan == ()
    assert len(dihitung) == 3
    dihitung.clear()
    assert nilai(foto_datar("obama.jpg", KIRI_DEKAT, 20), KIRI_DEKAT).alasan
    assert not dihitung
