"""What the container of a picture says before any pixel is decoded.

Reads JPEG, PNG and WebP byte by byte: kind, size, which way is up, whether it moves. What a decoder
does not need (text, colour profiles, thumbnails, EXIF) is left out of what it gets to see, so that
the many readers of metadata inside a picture library never run on a stranger's bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Jenis = Literal["JPEG", "PNG", "WEBP"]
# An encoder writes some 10 scans and a chunk each 8 kB. Thousands of tiny ones cost seconds each.
BATAS_PINDAI = 32
BATAS_POTONG = 4096
_TEGAK = 1
_SOS = 0xDA
_TAG_ARAH = 0x0112
_SOF_DIKENAL = frozenset({0xC0, 0xC1, 0xC2})
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Size, tables, restarts, and the two notes that say how the colours are meant (JFIF, Adobe).
_JPEG_PERLU = _SOF_DIKENAL | {0xC4, 0xDB, 0xDD, 0xE0, 0xEE}
_PNG_PERLU = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


class WadahRusak(ValueError):
    """The bytes do not hold together as the picture that they begin as."""


@dataclass(frozen=True, slots=True)
class Wadah:
    """One container.

    Shape:  `arah` is EXIF's orientation, 1 to 8, 1 when none is given; `sari` the bytes for the
            decoder, without metadata.
    """

    jenis: Jenis
    lebar: int
    tinggi: int
    bergerak: bool
    arah: int
    sari: bytes


def baca_wadah(data: bytes) -> Wadah | None:
    """Return what the container says; None for anything but JPEG, PNG and WebP.

    Raises: WadahRusak when it is cut off, contradicts itself, or is of a kind that no camera writes
            (arithmetic coding, lossless JPEG, thousands of scans or chunks).
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _baca_jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _baca_png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _baca_webp(data)
    except (struct.error, IndexError) as sebab:
        raise WadahRusak("terpotong") from sebab
    return None


def _baca_jpeg(data: bytes) -> Wadah:
    # Inside compressed data FF is always followed by 00 or by a restart mark.
    if data.count(b"\xff\xda") > BATAS_PINDAI:
        raise WadahRusak("terlalu_banyak_pindai")
    sari, ukuran, arah = [data[:2]], (0, 0), _TEGAK
    for tanda, di, akhir in _segmen_jpeg(data):
        isi = data[di + 4 : akhir]
        if tanda == _SOS:
            sari.append(data[di:])
        elif tanda in _JPEG_PERLU:
            sari.append(data[di:akhir])
        if tanda in _SOF:
            ukuran = _ukuran_jpeg(tanda, isi)
        elif tanda == 0xE1 and isi.startswith(b"Exif\0\0"):
            arah = _arah(isi[6:])
    return Wadah("JPEG", *ukuran, False, arah, b"".join(sari))


def _segmen_jpeg(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Give mark, start and end of each segment, up to the first scan."""
    di = 2
    for _ in range(BATAS_POTONG):
        if data[di] != 0xFF:
            raise WadahRusak("penanda")
        tanda = data[di + 1]
        if tanda == 0xFF:
            di += 1
            continue
        (panjang,) = struct.unpack_from(">H", data, di + 2)
        yield tanda, di, di + 2 + panjang
        if tanda == _SOS:
            return
        di += 2 + panjang
    raise WadahRusak("terlalu_banyak_potong")


def _ukuran_jpeg(tanda: int, isi: bytes) -> tuple[int, int]:
    bit, tinggi, lebar = struct.unpack_from(">BHH", isi)
    if tanda not in _SOF_DIKENAL or bit != 8:
        raise WadahRusak("jenis_jpeg")
    return lebar, tinggi


def _baca_png(data: bytes) -> Wadah:
    sari, bergerak, arah, di = [data[:8]], False, _TEGAK, 8
    lebar, tinggi = struct.unpack_from(">II", data, 16)
    for _ in range(BATAS_POTONG):
        panjang, nama = struct.unpack_from(">I4s", data, di)
        akhir = di + 12 + panjang
        if akhir > len(data):
            raise WadahRusak("terpotong")
        if nama in _PNG_PERLU:
            sari.append(data[di:akhir])
        elif nama == b"eXIf":
            arah = _arah(data[di + 8 : akhir - 4])
        bergerak = bergerak or nama in {b"acTL", b"fcTL", b"fdAT"}
        if nama == b"IEND":
            return Wadah("PNG", lebar, tinggi, bergerak, arah, b"".join(sari))
        di = akhir
    raise WadahRusak("terlalu_banyak_potong")


def _baca_webp(data: bytes) -> Wadah:
    (panjang_semua,) = struct.unpack_from("<I", data, 4)
    akhir = min(len(data), 8 + panjang_semua)
    sari, bergerak, arah = b"", False, _TEGAK
    kanvas, gambar, di = (0, 0), (0, 0), 12
    for _ in range(BATAS_POTONG):
        if di + 8 > akhir:
            break
        nama, panjang = struct.unpack_from("<4sI", data, di)
        isi = data[di + 8 : di + 8 + panjang]
        if nama == b"VP8X":
            kanvas = (1 + _tiga(isi, 4), 1 + _tiga(isi, 7))
        elif nama in {b"VP8 ", b"VP8L", b"ALPH"}:
            gambar = _ukuran_webp(nama, isi) or gambar
            sari += data[di : di + 8 + panjang + panjang % 2]
        elif nama == b"EXIF":
            arah = _arah(isi.removeprefix(b"Exif\0\0"))
        bergerak = bergerak or nama in {b"ANIM", b"ANMF"}
        di += 8 + panjang + panjang % 2
    else:
        raise WadahRusak("terlalu_banyak_potong")
    if not bergerak and (gambar == (0, 0) or kanvas not in {(0, 0), gambar}):
        raise WadahRusak("ukuran_berbeda")
    lebar, tinggi = kanvas if bergerak else gambar
    return Wadah("WEBP", lebar, tinggi, bergerak, arah, _bungkus_webp(sari, (lebar, tinggi)))


def _bungkus_webp(sari: bytes, ukuran: tuple[int, int]) -> bytes:
    if sari.startswith(b"ALPH"):
        # Transparency needs the extended header, and no flag but its own.
        lebar, tinggi = ((satu - 1).to_bytes(3, "little") for satu in ukuran)
        sari = b"VP8X\x0a\0\0\0\x10\0\0\0" + lebar + tinggi + sari
    return b"RIFF" + struct.pack("<I", 4 + len(sari)) + b"WEBP" + sari


def _ukuran_webp(nama: bytes, isi: bytes) -> tuple[int, int] | None:
    if nama == b"VP8 ":
        lebar, tinggi = struct.unpack_from("<HH", isi, 6)
        return lebar & 0x3FFF, tinggi & 0x3FFF
    if nama == b"VP8L":
        (bit,) = struct.unpack_from("<I", isi, 1)
        return 1 + (bit & 0x3FFF), 1 + (bit >> 14 & 0x3FFF)
    return None


def _tiga(isi: bytes, di: int) -> int:
    return isi[di] | isi[di + 1] << 8 | isi[di + 2] << 16


def _arah(tiff: bytes) -> int:
    """Return the orientation of the first directory; whatever is broken means upright."""
    urutan = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if urutan is None:
        return _TEGAK
    try:
        (di,) = struct.unpack_from(urutan + "I", tiff, 4)
        (banyak,) = struct.unpack_from(urutan + "H", tiff, di)
        for ke in range(min(banyak, 256)):
            tag, jenis, jumlah, nilai = struct.unpack_from(urutan + "HHIH", tiff, di + 2 + 12 * ke)
            if tag == _TAG_ARAH and jenis == 3 and jumlah == 1:
                return nilai if 1 <= nilai <= 8 else _TEGAK
    except struct.error:
        return _TEGAK
    return _TEGAK
