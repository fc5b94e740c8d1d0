"""The order of heirs, asked one plain question at a time: the nearest group excludes the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class HubunganWaris(StrEnum):
    """What somebody was to the person who died."""

    PASANGAN = "PASANGAN"
    ANAK = "ANAK"
    ORANG_TUA = "ORANG_TUA"
    CUCU = "CUCU"
    KAKEK_NENEK = "KAKEK_NENEK"
    SAUDARA = "SAUDARA"
    MERTUA = "MERTUA"
    WASIAT = "WASIAT"


_H = HubunganWaris

# How many of each were left behind. None: the family does not know. Absent: not asked yet.
Ditinggalkan: TypeAlias = Mapping[HubunganWaris, int | None]
Golongan: TypeAlias = tuple[HubunganWaris, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AturanWaris:
    """The order as it holds between two dates, both included.

    Shape:  `golongan` = groups from the nearest on; who is in one group stands side by side.
    """

    versi: str
    berlaku_sejak: date
    berlaku_sampai: date | None = None
    dasar_hukum: str
    golongan: tuple[Golongan, ...]
    usia_dewasa: int
    dasar_dewasa: str

    def berlaku(self, pada: date) -> bool:
        """Tell whether this order holds on that day."""
        return self.berlaku_sejak <= pada and (
            self.berlaku_sampai is None or pada <= self.berlaku_sampai
        )


ATURAN_WARIS: tuple[AturanWaris, ...] = (
    AturanWaris(
        versi="ahli_waris/1",
        berlaku_sejak=date(2022, 4, 26),
        dasar_hukum="UU 40/2004 Pasal 37 ayat (4); PP 46/2015 Pasal 22; Permenaker 4/2022 Pasal 4",
        golongan=(
            (_H.PASANGAN, _H.ANAK),
            # Blood relatives in the straight line, up and down to the second degree.
            (_H.ORANG_TUA, _H.CUCU, _H.KAKEK_NENEK),
            (_H.SAUDARA,),
            (_H.MERTUA,),
            (_H.WASIAT,),
        ),
        usia_dewasa=18,
        dasar_dewasa="UU 1/1974 Pasal 47 dan 50",
    ),
)


def aturan_waris(pada: date) -> AturanWaris:
    """Return the order that holds on this day.

    Raises: ValueError when none or more than one does.
    """
    cocok = [satu for satu in ATURAN_WARIS if satu.berlaku(pada)]
    if len(cocok) != 1:
        raise ValueError("aturan_waris_tidak_tunggal")
    return cocok[0]


def pertanyaan_berikut(aturan: AturanWaris, ditinggalkan: Ditinggalkan) -> HubunganWaris | None:
    """Return the relation to ask about next; None when nothing more matters.

    Shape:  asks for everybody of a group, and for a farther group only when the family knows that
            nobody of the nearer ones was left behind.
    """
    for golongan in aturan.golongan:
        for hubungan in golongan:
            if hubungan not in ditinggalkan:
                return hubungan
        if any(ditinggalkan[hubungan] != 0 for hubungan in golongan):
            return None
    return None


def golongan_berhak(aturan: AturanWaris, ditinggalkan: Ditinggalkan) -> Golongan:
    """Return the relations of the nearest group of which somebody was left behind.

    Result: all relations of that group; () while an answer that decides is missing or unknown, and
            when nobody was left behind at all.
    Source: PP 46/2015 Art. 22, Permenaker 4/2022 Art. 4 (docs/regulasi.md#ahli-waris).
    """
    for golongan in aturan.golongan:
        jumlah = [ditinggalkan.get(hubungan) for hubungan in golongan]
        if any(jumlah):
            return golongan
        if None in jumlah:
            return ()
    return ()
