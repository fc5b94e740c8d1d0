"""PDF files from strangers: told by their content and bounded, never opened here.

What passes is kept as it came and only ever sent as a download, so it is not rendered by us.
"""

from __future__ import annotations

from typing import Final

BATAS_BYTE: Final = 5 * 1024 * 1024
_AWAL: Final = b"%PDF-"
_AKHIR: Final = b"%%EOF"
# Nobody could read a locked file; the others run or start something when it is opened.
_TERLARANG: Final = (b"/Encrypt", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile")


class PdfDitolak(ValueError):
    """The bytes are no PDF that is taken here; `kode` says why."""

    def __init__(self, kode: str) -> None:
        """Keep the code alone."""
        super().__init__(kode)
        self.kode = kode


def tampak_pdf(data: bytes) -> bool:
    """Tell whether these bytes begin as a PDF does."""
    return data.startswith(_AWAL)


def periksa_pdf(data: bytes) -> None:
    """Accept a whole, readable PDF of at most 5 MB without active content in the open.

    Shape:  what is hidden in compressed streams is not seen, hence never shown inside a page.
    Raises: PdfDitolak with terlalu_besar, bukan_pdf, rusak, beraksi.
    """
    if len(data) > BATAS_BYTE:
        raise PdfDitolak("terlalu_besar")
    if not tampak_pdf(data):
        raise PdfDitolak("bukan_pdf")
    if _AKHIR not in data[-1024:]:
        raise PdfDitolak("rusak")
    if any(kata in data for kata in _TERLARANG):
        raise PdfDitolak("beraksi")
