"""The population register (Dukcapil): verify-by-element, and one-to-one face match."""

from __future__ import annotations

from jmo.gateways.dukcapil.bentuk import (
    DataPenduduk,
    HasilPenduduk,
    KeadaanWajah,
    PutusanBidang,
    SkorWajah,
    VerdictPenduduk,
)
from jmo.gateways.dukcapil.klien import Dukcapil
from jmo.gateways.dukcapil.kode import KodeTolak, Sebab
from jmo.gateways.dukcapil.konfigurasi import GAMBAR_MAKSIMUM, KonfigurasiDukcapil

__all__ = [
    "GAMBAR_MAKSIMUM",
    "DataPenduduk",
    "Dukcapil",
    "HasilPenduduk",
    "KeadaanWajah",
    "KodeTolak",
    "KonfigurasiDukcapil",
    "PutusanBidang",
    "Sebab",
    "SkorWajah",
    "VerdictPenduduk",
]
