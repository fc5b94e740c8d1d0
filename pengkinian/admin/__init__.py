"""Officers' pages of data updates: what waits for them, verdicts, corrections, accounts."""

from __future__ import annotations

from pengkinian.admin.kasus import KasusPengkinianAdmin, ProfilPesertaAdmin, RekeningAdmin
from pengkinian.admin.koreksi import KasusKoreksiAdmin
from pengkinian.admin.verifikasi import HasilVerifikasiAdmin

__all__ = [
    "HasilVerifikasiAdmin",
    "KasusKoreksiAdmin",
    "KasusPengkinianAdmin",
    "ProfilPesertaAdmin",
    "RekeningAdmin",
]
