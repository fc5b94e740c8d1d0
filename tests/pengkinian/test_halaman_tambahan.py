from __future__ import annotations

import pytest

from tests.pengkinian.halaman import Langkah, galat_medan, isian_kembali, versi
from tests.pengkinian.orang import TAMBAHAN

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def langkah() -> Langkah:
    return Langkah("tambahan")


@pytest.mark.parametrize(
    ("ganti", "medan"),
    [
        ({"darurat_telepon": "12"}, "darurat_telepon"),
        ({"darurat_nama": ""}, "darurat_nama"),
        ({"pendidikan": "S9"}, "pendidikan"),
        ({"darurat_hubungan": ""}, "darurat_hubungan"),
    ],
)
def test_setiap_kesalahan_ada_kalimatnya_di_medan_dan_isian_tetap(
    langkah: Langkah, ganti: dict[str, str], medan: str
) -> None:
    isi = langkah.kirim(TAMBAHAN | ganti, status=200)
    assert galat_medan(isi, medan)
    for nama in ("darurat_nama", "darurat_telepon"):
        assert isian_kembali(isi, nama) == (TAMBAHAN | ganti)[nama]
    assert "tambahan" not in langkah.kasus.langkah_terisi


def test_jawaban_membawa_ke_tinjauan_dan_nomornya_dinormalkan(langkah: Langkah) -> None:
    tujuan = langkah.kirim(TAMBAHAN | {"darurat_telepon": "0812 3456 7890"})
    assert tujuan == "/pengkinian/tinjau/"
    assert langkah.kasus.isian["tambahan"]["darurat_telepon"] == "+6281234567890"


def test_dua_tab_yang_basi_dijelaskan_klik_ganda_tidak(langkah: Langkah) -> None:
    basi = versi(langkah.buka())
    langkah.kirim(TAMBAHAN)
    assert langkah.kirim(TAMBAHAN, versi=basi) == "/pengkinian/tinjau/"
    isi = langkah.kirim(TAMBAHAN, status=409, darurat_nama="TONO", versi=basi)
    assert "berubah di tab atau perangkat lain" in isi
    assert isian_kembali(isi, "darurat_nama") == "TONO"


def test_tidak_ada_yang_terpilih_lebih_dulu(langkah: Langkah) -> None:
    isi = langkah.buka()
    assert isi.count('<option value="" selected>Pilih satu</option>') == 3
    isi = langkah.kirim({"darurat_nama": "SRI"}, status=200)
    assert "harus diisi" in galat_medan(isi, "pendidikan")
