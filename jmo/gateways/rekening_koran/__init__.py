"""Statements of a bank account: files of banks, read into our words."""

from __future__ import annotations

from jmo.gateways.rekening_koran.baca import UKURAN_MAKSIMUM, baca_koran
from jmo.gateways.rekening_koran.bentuk import BarisKoran, IsiKoran, KoranTidakSah

__all__ = ["UKURAN_MAKSIMUM", "BarisKoran", "IsiKoran", "KoranTidakSah", "baca_koran"]
