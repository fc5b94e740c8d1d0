from __future__ import annotations

import io

import pytest
from PIL import Image

from jmo.lib.wadah_gambar import WadahRusak, baca_wadah
from tests.korpus_gambar import bergerak, dengan_metadata, pola, simpan, webp_dua_ukuran


@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP"])
def test_wadah_menyebut_jenis_ukuran_dan_arah(jenis: str) -> None:
    wadah = baca_wadah(dengan_metadata(jenis))
    assert wadah is not None
    assert (wadah.jenis, wadah.lebar, wadah.tinggi, wadah.arah) == (jenis, 320, 240, 6)
    assert not wadah.bergerak
    assert b"RAHASIA" not in wadah.sari


@pytest.mark.parametrize(
    ("pilihan", "mode"),
    [
        pytest.param({"quality": 60}, "RGB", id="lossy"),
        pytest.param({"lossless": True}, "RGB", id="lossless"),
        pytest.param({"quality": 60}, "RGBA", id="lossy-alfa"),
        pytest.param({"lossless": True}, "RGBA", id="lossless-alfa"),
    ],
)
def test_setiap_jenis_webp_terbaca(pilihan: dict[str, object], mode: str) -> None:
    gambar = pola().convert(mode)
    if mode == "RGBA":
        gambar.putalpha(99)
    wadah = baca_wadah(simpan(gambar, "WEBP", **pilihan))
    assert wadah is not None
    assert (wadah.lebar, wadah.tinggi) == (320, 240)
    with Image.open(io.BytesIO(wadah.sari)) as hasil:
        assert (hasil.mode, hasil.size) == (mode, (320, 240))
        hasil.load()


@pytest.mark.parametrize("jenis", ["PNG", "WEBP"])
def test_gambar_bergerak_dikenali_tanpa_didekode(jenis: str) -> None:
    wadah = baca_wadah(bergerak(jenis, 3))
    assert wadah is not None
    assert wadah.bergerak


def test_yang_bukan_gambar_dijawab_dengan_tidak_ada() -> None:
    assert baca_wadah(b"") is None
    assert baca_wadah(b"GIF89a") is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xff\xd8\xff\xe0\x00", id="segmen-terpotong"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x02\x00\x00", id="tanpa-penanda"),
        pytest.param(b"\xff\xd8" + b"\xff\xfe\x00\x02" * 5000, id="segmen-tak-habis"),
        pytest.param(b"\xff\xd8\xff\xc9\x00\x08\x08\x00\x10\x00\x10\x01", id="aritmetika"),
        pytest.param(b"\xff\xd8\xff\xc0\x00\x08\x0c\x00\x10\x00\x10\x01", id="dua-belas-bit"),
        pytest.param(simpan(pola(), "PNG")[:-12], id="png-tanpa-akhir"),
        pytest.param(webp_dua_ukuran(), id="webp-ukuran-berbeda"),
    ],
)
def test_wadah_yang_tidak_utuh_ditolak(data: bytes) -> None:
    with pytest.raises(WadahRusak):
        baca_wadah(data)


def test_penanda_jpeg_boleh_didahului_pengisi() -> None:
    data = simpan(pola(), "JPEG")
    wadah = baca_wadah(data[:2] + b"\xff\xff" + data[2:])
    assert wadah is not None
    assert wadah.lebar == 320
