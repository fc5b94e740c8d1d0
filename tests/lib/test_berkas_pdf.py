from __future__ import annotations

import pytest

from jmo.lib.berkas_pdf import BATAS_BYTE, PdfDitolak, periksa_pdf, tampak_pdf

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def test_pdf_utuh_diterima() -> None:
    periksa_pdf(PDF)
    periksa_pdf(PDF + b"\x00" * 100)
    assert tampak_pdf(PDF)


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        pytest.param(PDF + b" " * BATAS_BYTE, "terlalu_besar", id="terlalu-besar"),
        pytest.param(b"", "bukan_pdf", id="kosong"),
        pytest.param(b"<html>" + PDF, "bukan_pdf", id="html"),
        pytest.param(PDF[:40], "rusak", id="terpotong"),
        pytest.param(PDF + b"\x00" * 1024, "rusak", id="akhir-terlalu-jauh"),
        pytest.param(PDF.replace(b"/Type", b"/JavaScript /Type"), "beraksi", id="skrip"),
        pytest.param(PDF.replace(b"/Root", b"/Encrypt 2 0 R /Root"), "beraksi", id="terkunci"),
        pytest.param(PDF.replace(b"/Type", b"/EmbeddedFile /Type"), "beraksi", id="lampiran"),
    ],
)
def test_yang_bukan_pdf_utuh_ditolak_dengan_sebabnya(data: bytes, kode: str) -> None:
    with pytest.raises(PdfDitolak, match=kode) as galat:
        periksa_pdf(data)
    assert galat.value.kode == kode
