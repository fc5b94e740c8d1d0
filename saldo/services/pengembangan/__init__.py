"""Returns: the yearly run over all cards, and the months before a claim."""

from __future__ import annotations

from saldo.services.pengembangan.putaran import (
    LaporanPutaran,
    lanjutkan_putaran,
    minta_tutup_tahun,
    sapu_putaran,
    tutup_tahun,
)
from saldo.services.pengembangan.sementara import kreditkan_sementara
from saldo.services.pengembangan.tarif_tahun import tarif_tutup_tahun

__all__ = [
    "LaporanPutaran",
    "kreditkan_sementara",
    "lanjutkan_putaran",
    "minta_tutup_tahun",
    "sapu_putaran",
    "tarif_tutup_tahun",
    "tutup_tahun",
]
