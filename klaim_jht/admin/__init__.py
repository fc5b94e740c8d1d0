"""Officers' pages of claims and payments."""

from __future__ import annotations

from klaim_jht.admin.klaim import KlaimAdmin, RiwayatStatusAdmin
from klaim_jht.admin.pembayaran import PembayaranAdmin

__all__ = ["KlaimAdmin", "PembayaranAdmin", "RiwayatStatusAdmin"]
