"""Contribution files that officers upload: tried, shown, booked by a second officer."""

from __future__ import annotations

from saldo.services.unggahan.keputusan import (
    batalkan_unggahan,
    bersihkan_unggahan,
    setujui_unggahan,
)
from saldo.services.unggahan.penerimaan import catat_unduhan_beda, unggah_berkas
from saldo.services.unggahan.pengolahan import proses_unggahan, sapu_unggahan

__all__ = [
    "batalkan_unggahan",
    "bersihkan_unggahan",
    "catat_unduhan_beda",
    "proses_unggahan",
    "sapu_unggahan",
    "setujui_unggahan",
    "unggah_berkas",
]
