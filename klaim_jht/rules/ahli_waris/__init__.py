"""Who may claim the savings of somebody who died, what paper each needs, and why not yet."""

from __future__ import annotations

from klaim_jht.rules.ahli_waris.berkas import BerkasWaris, JenisBerkasWaris, berkas_diperlukan
from klaim_jht.rules.ahli_waris.fakta import (
    AhliWaris,
    BuktiKematian,
    CaraTerima,
    FaktaWaris,
    JenisWakil,
)
from klaim_jht.rules.ahli_waris.hasil import (
    HasilAturanWaris,
    HasilWaris,
    KodeWaris,
    PerbaikanWaris,
)
from klaim_jht.rules.ahli_waris.periksa import periksa_waris
from klaim_jht.rules.ahli_waris.urutan import (
    ATURAN_WARIS,
    AturanWaris,
    Ditinggalkan,
    HubunganWaris,
    aturan_waris,
    golongan_berhak,
    pertanyaan_berikut,
)

__all__ = [
    "ATURAN_WARIS",
    "AhliWaris",
    "AturanWaris",
    "BerkasWaris",
    "BuktiKematian",
    "CaraTerima",
    "Ditinggalkan",
    "FaktaWaris",
    "HasilAturanWaris",
    "HasilWaris",
    "HubunganWaris",
    "JenisBerkasWaris",
    "JenisWakil",
    "KodeWaris",
    "PerbaikanWaris",
    "aturan_waris",
    "berkas_diperlukan",
    "golongan_berhak",
    "periksa_waris",
    "pertanyaan_berikut",
]
