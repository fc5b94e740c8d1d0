"""Returns over all cards: the yearly run, batch by batch."""

from __future__ import annotations

from saldo.services.pengembangan.putaran import (
    LaporanPutaran,
    lanjutkan_putaran,
    minta_tutup_tahun,
    sapu_putaran,
    tarif_tutup_tahun,
    tutup_tahun,
)

__all__ = [
    "LaporanPutaran",
    "lanjutkan_putaran",
    "minta_tutup_tahun",
    "sapu_putaran",
    "tarif_tutup_tahun",
    "tutup_tahun",
]
