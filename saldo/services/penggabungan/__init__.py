"""Merging of cards: planned, done, undone, and what officers decide about it."""

from __future__ import annotations

from saldo.services.penggabungan.gabung import gabungkan_kartu
from saldo.services.penggabungan.petugas import setujui_penggabungan, tolak_penggabungan
from saldo.services.penggabungan.rencana import RencanaGabung, RencanaKartu, pratinjau_gabung
from saldo.services.penggabungan.urung import (
    minta_urung,
    setujui_urung,
    tolak_urung,
    urungkan_penggabungan,
)

__all__ = [
    "RencanaGabung",
    "RencanaKartu",
    "gabungkan_kartu",
    "minta_urung",
    "pratinjau_gabung",
    "setujui_penggabungan",
    "setujui_urung",
    "tolak_penggabungan",
    "tolak_urung",
    "urungkan_penggabungan",
]
