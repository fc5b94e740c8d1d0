"""Pictures from strangers: JPEG, PNG, WebP alone, bounded before decoding, re-encoded.

What comes out is a plain JPEG without metadata; what went in is never kept. Refusals carry a code
and never the content.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

BATAS_BYTE = 5 * 1024 * 1024
BATAS_PIKSEL = 12_000_000
SISI_TERPANJANG = 1280
MUTU_JPEG = 90
_FORMAT = ("JPEG", "PNG", "WEBP")
_AWALAN = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


class GambarDitolak(ValueError):
    """The bytes are no picture that is taken here; `kode` says why."""

    def __init__(self, kode: str) -> None:
        """Keep the code alone."""
        super().__init__(kode)
        self.kode = kode


def bersihkan_gambar(data: bytes, *, sisi_terpanjang: int = SISI_TERPANJANG) -> bytes:
    """Return the picture as a clean JPEG, upright, its longest side at most `sisi_terpanjang`.

    Shape:  at most 5 MB and 12 megapixels in; animated pictures are refused.
    Raises: GambarDitolak with terlalu_besar, bukan_gambar, terlalu_banyak_piksel, beranimasi,
            rusak.
    """
    gambar = buka_gambar(data, sisi_terpanjang=sisi_terpanjang)
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=MUTU_JPEG)
    return keluar.getvalue()


def buka_gambar(data: bytes, *, sisi_terpanjang: int) -> Image.Image:
    """Return upright RGB pixels, brought down to `sisi_terpanjang`, nothing else attached.

    Raises: GambarDitolak, as `bersihkan_gambar`.
    """
    if len(data) > BATAS_BYTE:
        raise GambarDitolak("terlalu_besar")
    if not data.startswith(_AWALAN):
        raise GambarDitolak("bukan_gambar")
    with warnings.catch_warnings():
        # Pillow only warns of a bomb up to twice its limit; here the header decides before that.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return _muat(data, sisi_terpanjang)
        except GambarDitolak:
            raise
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError) as sebab:
            raise GambarDitolak("rusak") from sebab


def _muat(data: bytes, sisi: int) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMAT) as gambar:
        lebar, tinggi = gambar.size
        if lebar * tinggi > BATAS_PIKSEL:
            raise GambarDitolak("terlalu_banyak_piksel")
        if getattr(gambar, "n_frames", 1) != 1:
            raise GambarDitolak("beranimasi")
        # JPEG decodes at a half, a quarter or an eighth for a fraction of the cost.
        gambar.draft("RGB", (sisi, sisi))
        tegak = ImageOps.exif_transpose(gambar)
        tegak.thumbnail((sisi, sisi), Image.Resampling.LANCZOS)
        bersih = Image.new("RGB", tegak.size, "white")
        if tegak.mode in {"RGBA", "LA", "PA"} or "transparency" in tegak.info:
            tegak = tegak.convert("RGBA")
            bersih.paste(tegak, mask=tegak.getchannel("A"))
        else:
            bersih.paste(tegak.convert("RGB"))
        return bersih
