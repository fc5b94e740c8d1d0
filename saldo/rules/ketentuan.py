"""What a regulation can change: the kinds of dated parameters, and how one is found for a date.

The values themselves stand in `data_ketentuan`; in a running portal they are rows of the table
that was filled from it. No rule of law is applied here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class JenisKetentuan(StrEnum):
    """Every parameter is one number: rupiah, a count, or a rate as a fraction."""

    TARIF_JHT_PEMBERI_KERJA = "TARIF_JHT_PEMBERI_KERJA"
    TARIF_JHT_PEKERJA = "TARIF_JHT_PEKERJA"
    TARIF_JHT_BPU = "TARIF_JHT_BPU"
    TARIF_JP_PEMBERI_KERJA = "TARIF_JP_PEMBERI_KERJA"
    TARIF_JP_PEKERJA = "TARIF_JP_PEKERJA"
    BATAS_UPAH_JP = "BATAS_UPAH_JP"
    TARIF_PENGEMBANGAN = "TARIF_PENGEMBANGAN"
    BATAS_KLAIM_MESIN = "BATAS_KLAIM_MESIN"
    # Our own promises are dated rows as well.
    HARI_KERJA_JAWAB_PERUSAHAAN = "HARI_KERJA_JAWAB_PERUSAHAAN"
    HARI_KERJA_PUTUS_BERHENTI = "HARI_KERJA_PUTUS_BERHENTI"
    PPH_FINAL_BATAS_NOL = "PPH_FINAL_BATAS_NOL"
    PPH_FINAL_TARIF = "PPH_FINAL_TARIF"
    PPH_FINAL_TAHUN_KALENDER = "PPH_FINAL_TAHUN_KALENDER"
    PPH_TAMBAHAN_TANPA_NPWP = "PPH_TAMBAHAN_TANPA_NPWP"
    PPH17_BATAS_1 = "PPH17_BATAS_1"
    PPH17_BATAS_2 = "PPH17_BATAS_2"
    PPH17_BATAS_3 = "PPH17_BATAS_3"
    PPH17_BATAS_4 = "PPH17_BATAS_4"
    PPH17_TARIF_1 = "PPH17_TARIF_1"
    PPH17_TARIF_2 = "PPH17_TARIF_2"
    PPH17_TARIF_3 = "PPH17_TARIF_3"
    PPH17_TARIF_4 = "PPH17_TARIF_4"
    PPH17_TARIF_5 = "PPH17_TARIF_5"


class BarisKetentuan(NamedTuple):
    """One value with the days on which it holds, both included; None = until further notice."""

    jenis: JenisKetentuan
    nilai: Decimal
    berlaku_sejak: date
    berlaku_sampai: date | None
    dasar_hukum: str

    def berlaku(self, pada: date) -> bool:
        """Tell whether this row holds on that day."""
        return self.berlaku_sejak <= pada and (
            self.berlaku_sampai is None or pada <= self.berlaku_sampai
        )


KetentuanBerlaku: TypeAlias = Mapping[JenisKetentuan, BarisKetentuan]


def pilih_berlaku(
    baris: Iterable[BarisKetentuan], pada: date
) -> dict[JenisKetentuan, BarisKetentuan]:
    """Return the row of each kind that holds on this day; a kind without one is absent.

    Raises: ValueError when two rows of one kind hold on the same day.
    """
    hasil: dict[JenisKetentuan, BarisKetentuan] = {}
    for satu in baris:
        if not satu.berlaku(pada):
            continue
        if satu.jenis in hasil:
            raise ValueError("ketentuan_tumpang_tindih")
        hasil[satu.jenis] = satu
    return hasil


def ambil_nilai(ketentuan: KetentuanBerlaku, jenis: JenisKetentuan) -> Decimal:
    """Return the value of one kind.

    Raises: ValueError naming the kind when no row holds: nothing is decided on a guess.
    """
    baris = ketentuan.get(jenis)
    if baris is None:
        raise ValueError(f"ketentuan_tidak_ada:{jenis}")
    return baris.nilai
