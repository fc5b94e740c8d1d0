"""Workbooks (XLSX) of strangers, read row by row in bounded memory; nothing else is understood.

The container is judged before anything is unpacked, each part while it is unpacked. Of a workbook
we read names of sheets, texts, date styles and cells; pictures, links, macros and formulas never.
"""

from __future__ import annotations

from jmo.lib.xlsx.buku import BukuKerja, Sel, buka_buku_kerja
from jmo.lib.xlsx.tolak import SebabTolak, XlsxDitolak

__all__ = ["BukuKerja", "SebabTolak", "Sel", "XlsxDitolak", "buka_buku_kerja"]
