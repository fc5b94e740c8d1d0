"""Bad pictures, made on the spot: bombs, polyglots, half files, foreign kinds, loose tongues."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

LINTANG = (1.0, 2.0, 3.0)


def simpan(gambar: Image.Image, jenis: str, **pilihan: Any) -> bytes:
    keluar = io.BytesIO()
    gambar.save(keluar, jenis, **pilihan)
    return keluar.getvalue()


def pola(lebar: int = 320, tinggi: int = 240) -> Image.Image:
    """A picture with something in it."""
    kasar = np.random.default_rng(3).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(kasar).resize((lebar, tinggi), Image.Resampling.BICUBIC)


def potong_png(nama: bytes, isi: bytes) -> bytes:
    return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))


def png(lebar: int, tinggi: int, isi: bytes, *, bit: int = 8, warna: int = 0,
        sela: bytes = b"") -> bytes:  # fmt: skip
    kepala = struct.pack(">IIBBBBB", lebar, tinggi, bit, warna, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + potong_png(b"IHDR", kepala) + sela
            + potong_png(b"IDAT", isi) + potong_png(b"IEND", b""))  # fmt: skip


def banjir_piksel() -> bytes:
    """50,000 x 50,000 in a header of a few bytes."""
    return png(50_000, 50_000, zlib.compress(b"\0" * 1000))


def bom_inflasi() -> bytes:
    """1 GB of zeros in one chunk of a small picture: 1 MB on the wire."""
    mampat = zlib.compressobj(9)
    blok = bytes(1 << 20)
    isi = b"".join(mampat.compress(blok) for _ in range(1024)) + mampat.flush()
    return png(64, 64, isi)


def bom_teks() -> bytes:
    """60 text chunks of 60 MB each, once unpacked."""
    satu = potong_png(b"zTXt", b"kata\0\0" + zlib.compress(bytes(60 << 20), 9))
    return png(32, 32, zlib.compress(b"\0" * 33 * 32), sela=satu * 60)


def bom_profil() -> bytes:
    return png(32, 32, zlib.compress(b"\0" * 33 * 32),
               sela=potong_png(b"iCCP", b"p\0\0" + zlib.compress(bytes(500 << 20), 9)))  # fmt: skip


def ribuan_potong() -> bytes:
    """400,000 empty chunks: each costs a reader in Python some microseconds."""
    return png(32, 32, zlib.compress(b"\0" * 33 * 32), sela=potong_png(b"tEXt", b"") * 400_000)


def ribuan_pindai() -> bytes:
    """A progressive JPEG of 12 megapixels with 10,000 scans: minutes of decoding."""
    jpeg = simpan(Image.new("RGB", (4000, 3000)), "JPEG", progressive=True)
    terakhir = jpeg.rfind(b"\xff\xda")
    return jpeg[:-2] + jpeg[terakhir:-2] * 10_000 + jpeg[-2:]


def webp_banjir() -> bytes:
    """A WebP whose 16,383 x 16,383 pixels would take a gigabyte."""
    isi = b"\x2f" + struct.pack("<I", 16382 | 16382 << 14) + bytes(64)
    badan = b"VP8L" + struct.pack("<I", len(isi)) + isi + b"\0" * (len(isi) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(badan)) + b"WEBP" + badan


def bergerak(jenis: str, bingkai: int) -> bytes:
    # Frames that look alike would be merged by the encoder.
    warna = [(ke % 2 * 255, ke % 256, ke // 256) for ke in range(bingkai)]
    semua = [Image.new("RGB", (16, 16), satu) for satu in warna]
    return simpan(semua[0], jenis, save_all=True, append_images=semua[1:], duration=20)


def webp_ribuan_potong() -> bytes:
    badan = b"junk\0\0\0\0" * 5000
    return b"RIFF" + struct.pack("<I", 4 + len(badan)) + b"WEBP" + badan


def png_dua_kepala() -> bytes:
    """A PNG that says one size first and another one later."""
    kepala = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    return png(32, 32, zlib.compress(b"\0" * 65 * 64), sela=potong_png(b"IHDR", kepala))


def webp_dua_ukuran() -> bytes:
    """A WebP whose canvas is said to be larger than its picture."""
    data = bytearray(simpan(Image.new("RGBA", (32, 32), (9, 9, 9, 99)), "WEBP"))
    assert data[12:16] == b"VP8X"
    data[24] = 99
    return bytes(data)


def poliglot(ekor: bytes) -> bytes:
    """A JPEG that is something else as well, in its comment and after its end."""
    return simpan(pola(), "JPEG", comment=ekor) + ekor


def dengan_metadata(jenis: str = "JPEG") -> bytes:
    """Where it was taken, by whom, and a script in XMP."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "RAHASIA"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "S", LINTANG
    pilihan: dict[str, Any] = {"exif": exif, "icc_profile": b"RAHASIA" * 40}
    if jenis in {"JPEG", "WEBP"}:
        pilihan["xmp"] = b"<x:xmpmeta><script>RAHASIA</script></x:xmpmeta>"
    if jenis == "JPEG":
        pilihan["comment"] = b"RAHASIA"
    return simpan(pola(320, 240), jenis, **pilihan)


DITOLAK: dict[str, tuple[Callable[[], bytes], str]] = {
    "kosong": (lambda: b"", "kosong"),
    "bukan-gambar": (lambda: b"<?php system($_GET[0]);", "bukan_gambar"),
    "enam-megabyte": (lambda: simpan(pola(), "JPEG") + bytes(6 << 20), "terlalu_besar"),
    "hanya-awalan-jpeg": (lambda: b"\xff\xd8\xff\xe0", "rusak"),
    "hanya-awalan-png": (lambda: b"\x89PNG\r\n\x1a\n", "rusak"),
    "hanya-awalan-webp": (lambda: b"RIFF\x04\0\0\0WEBP", "rusak"),
    "riff-bukan-webp": (lambda: b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "bukan_gambar"),
    "jpeg-separuh": (lambda: simpan(pola(), "JPEG")[:3000], "rusak"),
    "png-separuh": (lambda: simpan(pola(), "PNG")[:3000], "rusak"),
    "webp-separuh": (lambda: simpan(pola(), "WEBP")[:900], "rusak"),
    "banjir-piksel": (banjir_piksel, "terlalu_banyak_piksel"),
    "jpeg-13-megapiksel": (
        lambda: simpan(Image.new("L", (4000, 3250)), "JPEG"), "terlalu_banyak_piksel"),
    "webp-ribuan-potong": (webp_ribuan_potong, "rusak"),
    "png-dua-kepala": (png_dua_kepala, "rusak"),
    "webp-dua-ukuran": (webp_dua_ukuran, "rusak"),
    "webp-banjir": (webp_banjir, "terlalu_banyak_piksel"),
    "ribuan-potong": (ribuan_potong, "rusak"),
    "ribuan-pindai": (ribuan_pindai, "rusak"),
    "gif": (lambda: bergerak("GIF", 3), "bukan_gambar"),
    "gif-10000-bingkai": (lambda: bergerak("GIF", 10_000), "bukan_gambar"),
    "webp-bergerak": (lambda: bergerak("WEBP", 500), "beranimasi"),
    "apng": (lambda: bergerak("PNG", 200), "beranimasi"),
    "tiff": (lambda: simpan(pola(), "TIFF"), "bukan_gambar"),
    "bmp": (lambda: simpan(pola(), "BMP"), "bukan_gambar"),
    "eps": (lambda: simpan(pola(), "EPS"), "bukan_gambar"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "bukan_gambar"),
    "pdf": (lambda: simpan(pola(), "PDF"), "bukan_gambar"),
    "ico": (lambda: simpan(pola(64, 64), "ICO"), "bukan_gambar"),
    "jpeg2000-dalam-nama-saja": (lambda: simpan(pola(), "JPEG2000"), "bukan_gambar"),
}  # fmt: skip

DIJINAKKAN: dict[str, Callable[[], bytes]] = {
    "bom-inflasi": bom_inflasi,
    "bom-teks": bom_teks,
    "bom-profil": bom_profil,
    "jpeg-zip": lambda: poliglot(b"PK\x03\x04" + b"RAHASIA" * 9),
    "jpeg-html": lambda: poliglot(b"<html><script>RAHASIA</script>"),
    "jpeg-php": lambda: poliglot(b"<?php RAHASIA ?>"),
    "jpeg-metadata": dengan_metadata,
    "png-metadata": lambda: dengan_metadata("PNG"),
    "webp-metadata": lambda: dengan_metadata("WEBP"),
    "cmyk": lambda: simpan(pola().convert("CMYK"), "JPEG"),
    "abu-abu": lambda: simpan(pola().convert("L"), "JPEG"),
    "satu-bit": lambda: simpan(pola().convert("1"), "PNG"),
    "palet-tembus-pandang": lambda: simpan(pola().quantize(16), "PNG", transparency=2),
    "enam-belas-bit": lambda: simpan(
        Image.fromarray(np.full((240, 320), 40_000, dtype=np.uint16)), "PNG"),
    "dua-belas-megapiksel": lambda: simpan(pola(4000, 3000), "JPEG", progressive=True),
    "png-dua-belas-megapiksel": lambda: simpan(
        Image.new("RGBA", (4000, 3000), (9, 80, 200, 128)), "PNG"),
    "webp-dua-belas-megapiksel": lambda: simpan(pola(4000, 3000), "WEBP", method=0),
    "garis-dua-belas-juta": lambda: simpan(Image.new("L", (12_000_000, 1)), "PNG"),
}  # fmt: skip


@cache
def buat(nama: str) -> bytes:
    """One picture of the corpus; the bombs take seconds to make."""
    return DITOLAK[nama][0]() if nama in DITOLAK else DIJINAKKAN[nama]()
