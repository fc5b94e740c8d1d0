"""The wizard of the claim as a browser walks it: addresses, hidden fields, the way to the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.klaim_jht.orang import baca

if TYPE_CHECKING:
    from django.test import Client

ALASAN, SYARAT, RINCIAN = "/klaim/ajukan/alasan/", "/klaim/ajukan/syarat/", "/klaim/ajukan/rincian/"
WAJAH, REKENING = "/klaim/ajukan/wajah/", "/klaim/ajukan/rekening/"
KONFIRMASI = "/klaim/ajukan/konfirmasi/"


def isian(isi: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    return dict(re.findall(r'name="(kunci|versi|terlihat)" value="([^"]+)"', isi))


def sampai_konfirmasi(klien: Client, alasan: str = "PHK") -> str:
    """Answer every step for this reason and return the page that says everything again."""
    assert klien.post("/klaim/ajukan/").status_code == 302
    assert klien.post(ALASAN, {"alasan": alasan, "versi": 1})["Location"] == "/klaim/ajukan/"
    assert klien.post(SYARAT, {"versi": 2}).status_code == 302
    assert klien.post(RINCIAN, {"versi": 3}).status_code == 302
    return baca(klien, "/klaim/ajukan/")
