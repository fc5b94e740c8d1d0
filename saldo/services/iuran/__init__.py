"""Contribution files of employers: taken in whole or not at all, the same file never twice."""

from __future__ import annotations

from saldo.services.iuran.impor import BATAS_GALAT, HasilImpor, impor_iuran

__all__ = ["BATAS_GALAT", "HasilImpor", "impor_iuran"]
