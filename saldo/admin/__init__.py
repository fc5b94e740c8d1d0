"""Officers' pages of employers, cards, contributions, the book, holds and parameters."""

from __future__ import annotations

from saldo.admin.buku import AkunBukuAdmin, EntriJurnalAdmin, JurnalAdmin, TahananSaldoAdmin
from saldo.admin.kepesertaan import BerkasIuranAdmin, IuranAdmin, KepesertaanAdmin, PerusahaanAdmin
from saldo.admin.ketentuan import KetentuanAdmin

__all__ = [
    "AkunBukuAdmin",
    "BerkasIuranAdmin",
    "EntriJurnalAdmin",
    "IuranAdmin",
    "JurnalAdmin",
    "KepesertaanAdmin",
    "KetentuanAdmin",
    "PerusahaanAdmin",
    "TahananSaldoAdmin",
]
