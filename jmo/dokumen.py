"""Documents that leave the portal: PDF and PNG by typst, QR codes.

What stands in a document is the business of the apps; data go to typst as JSON, never as source
text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import segno
import typst


def buat_pdf(sumber: Path, isi: Mapping[str, object]) -> bytes:
    """Return the PDF that a typst source makes of these data (`sys.inputs.data`, JSON)."""
    return _susun(sumber, isi, "pdf", None)


def buat_png(sumber: Path, isi: Mapping[str, object], *, ppi: int) -> bytes:
    """Return the one page that a typst source makes of these data as a picture.

    Unit:   `ppi` = pixels per inch of the page.
    """
    return _susun(sumber, isi, "png", ppi)


def qr_svg(teks: str) -> str:
    """Return the QR code of a text as an SVG document, for typst."""
    wadah = io.BytesIO()
    _qr(teks).save(wadah, kind="svg", omitsize=True, xmldecl=False, light="#fff")
    return wadah.getvalue().decode()


def qr_data_uri(teks: str) -> str:
    """Return the QR code of a text as the source of a picture on a page."""
    return _qr(teks).svg_data_uri(omitsize=True, light="#fff")


def _qr(teks: str) -> segno.QRCode:
    return segno.make_qr(teks, error="m")


def _susun(
    sumber: Path, isi: Mapping[str, object], bentuk: Literal["pdf", "png"], ppi: int | None
) -> bytes:
    hasil = typst.compile(
        str(sumber),
        root=str(sumber.parent),
        format=bentuk,
        ppi=ppi,
        # The fonts that typst brings along: the same document on every machine.
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(isi, ensure_ascii=False)},
    )
    assert isinstance(hasil, bytes)
    return hasil
