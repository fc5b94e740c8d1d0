"""Why a workbook is refused."""

from __future__ import annotations

from enum import StrEnum


class SebabTolak(StrEnum):
    """The closed list of refusals; sentences stand with whoever reads workbooks."""

    XLS_LAMA = "XLS_LAMA"
    XLSX_TERKUNCI = "XLSX_TERKUNCI"
    BUKAN_XLSX = "BUKAN_XLSX"
    XLSX_RUSAK = "XLSX_RUSAK"
    XLSX_TERLALU_BESAR = "XLSX_TERLALU_BESAR"
    XLSX_ISI_ASING = "XLSX_ISI_ASING"
    XLSX_TAUTAN_LUAR = "XLSX_TAUTAN_LUAR"
    XLSX_MAKRO = "XLSX_MAKRO"
    XLSX_ENTITAS = "XLSX_ENTITAS"
    XLSX_TERLALU_LEBAR = "XLSX_TERLALU_LEBAR"
    XLSX_BARIS_KOSONG = "XLSX_BARIS_KOSONG"


class XlsxDitolak(ValueError):
    """The workbook is not read (any further); `baris` = the line of the sheet, 1 for the whole."""

    def __init__(self, sebab: SebabTolak, baris: int = 1) -> None:
        """Keep reason and line; never what stands there."""
        super().__init__(sebab.value)
        self.sebab = sebab
        self.baris = baris
