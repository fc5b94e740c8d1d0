"""Tables of the data update: cases, verdicts, face frames, accounts, profiles, corrections."""

from __future__ import annotations

from pengkinian.models.kasus import KasusKoreksi, KasusPengkinian, ProfilPeserta
from pengkinian.models.rekening import Rekening
from pengkinian.models.verifikasi import BingkaiWajah, HasilVerifikasi, TemplateWajah
from pengkinian.models.wilayah import Wilayah

__all__ = [
    "BingkaiWajah",
    "HasilVerifikasi",
    "KasusKoreksi",
    "KasusPengkinian",
    "ProfilPeserta",
    "Rekening",
    "TemplateWajah",
    "Wilayah",
]
