"""Pictures from strangers: JPEG, PNG, WebP alone, bounded before decoding, re-encoded.

What comes out is a plain JPEG without metadata; what went in is never kept. Refusals carry a code
and never the content. The container is judged first (`wadah_gambar`), pixels come last.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Final

# The plugin registers itself; without it the first WebP of a process would load every plugin.
from PIL import Image, WebPImagePlugin

from jmo.lib.wadah_gambar import Wadah, WadahRusak, baca_wadah

BATAS_BYTE: Final = 5 * 1024 * 1024
BATAS_PIKSEL: Final = 12_000_000
SISI_TERPANJANG: Final = 1280
MUTU_JPEG: Final = 90
_ARAH: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
assert WebPImagePlugin.WebPImageFile.format == "WEBP"
# What Pillow lets through of broken files, beside its own OSError.
_RUSAK: Final = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError,
                 OverflowError, struct.error, zlib.error, Image.DecompressionBombError)  # fmt: skip


class GambarDitolak(ValueError):
    """The bytes are no picture that is taken here; `kode` says why."""

    def __init__(self, kode: str) -> None:
        """Keep the code alone."""
        super().__init__(kode)
        self.kode = kode


def bersihkan_gambar(data: bytes, *, sisi_terpanjang: int = SISI_TERPANJANG) -> bytes:
    """Return the picture as a clean JPEG, upright, its longest side at most `sisi_terpanjang`.

    Shape:  at most 5 MB and 12 megapixels in; animated pictures are refused.
    Raises: GambarDitolak with kosong, terlalu_besar, bukan_gambar, terlalu_banyak_piksel,
            beranimasi, rusak.
    """
    return enkode_jpeg(buka_gambar(data, sisi_terpanjang=sisi_terpanjang))


def enkode_jpeg(gambar: Image.Image, *, mutu: int = MUTU_JPEG) -> bytes:
    """Return JPEG bytes that hold the pixels and nothing else."""
    keluar = io.BytesIO()
    # A comment that came with a picture would be written by itself.
    polos = gambar.copy()
    polos.info.clear()
    polos.save(keluar, "JPEG", quality=mutu)
    return keluar.getvalue()


def buka_gambar(data: bytes, *, sisi_terpanjang: int) -> Image.Image:
    """Return upright RGB pixels, brought down to `sisi_terpanjang`, nothing else attached.

    Shape:  smaller pictures keep their size; what is transparent becomes white.
    Raises: GambarDitolak, as `bersihkan_gambar`.
    """
    if not data:
        raise GambarDitolak("kosong")
    if len(data) > BATAS_BYTE:
        raise GambarDitolak("terlalu_besar")
    try:
        wadah = baca_wadah(data)
    except WadahRusak as sebab:
        raise GambarDitolak("rusak") from sebab
    if wadah is None:
        raise GambarDitolak("bukan_gambar")
    if wadah.bergerak:
        raise GambarDitolak("beranimasi")
    if wadah.lebar * wadah.tinggi > BATAS_PIKSEL:
        raise GambarDitolak("terlalu_banyak_piksel")
    try:
        return _muat(wadah, sisi_terpanjang)
    except _RUSAK as sebab:
        raise GambarDitolak("rusak") from sebab


def _muat(wadah: Wadah, sisi: int) -> Image.Image:
    with Image.open(io.BytesIO(wadah.sari), formats=(wadah.jenis,)) as gambar:
        # Two readers of one header may differ: the decoder's word is held to the same bounds.
        if gambar.size != (wadah.lebar, wadah.tinggi) or getattr(gambar, "n_frames", 1) != 1:
            raise GambarDitolak("rusak")
        # JPEG decodes at a half, a quarter or an eighth for a fraction of the cost.
        # It keeps both sides at least as long as asked, so it is asked for both as they will be.
        kali = min(1.0, sisi / max(gambar.size))
        # A side of a strip may come out as nothing, by which the decoder would divide.
        gambar.draft(None, (max(1, int(gambar.width * kali)), max(1, int(gambar.height * kali))))
        gambar.load()
        kecil = _kecilkan(_delapan_bit(gambar), sisi)
    if wadah.arah in _ARAH:
        kecil = kecil.transpose(_ARAH[wadah.arah])
    return _putihkan(kecil)


def _delapan_bit(gambar: Image.Image) -> Image.Image:
    """Return a mode that can be scaled: palettes and bits cannot, 16 bits would be cut off."""
    if gambar.mode.startswith(("I", "F")):
        return gambar.point(lambda nilai: nilai * (1 / 256)).convert("L")
    if "transparency" in gambar.info:
        return gambar.convert("RGBA")
    return gambar if gambar.mode in {"L", "LA", "RGB", "RGBA"} else gambar.convert("RGB")


def _kecilkan(gambar: Image.Image, sisi: int) -> Image.Image:
    kecil = gambar.copy() if max(gambar.size) <= sisi else gambar
    # As good as bicubic when shrinking, and half the cost of Lanczos.
    kecil.thumbnail((sisi, sisi), Image.Resampling.HAMMING, reducing_gap=2.0)
    return kecil


def _putihkan(gambar: Image.Image) -> Image.Image:
    """Return plain RGB on white, a new picture without the information of the old one."""
    bersih = Image.new("RGB", gambar.size, "white")
    if gambar.mode in {"RGBA", "LA"}:
        gambar = gambar.convert("RGBA")
        bersih.paste(gambar, mask=gambar.getchannel("A"))
    else:
        bersih.paste(gambar.convert("RGB"))
    return bersih
