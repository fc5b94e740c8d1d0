"""The wizard of heirs: who died, who was left behind, who inherits, papers, face, account, send."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jmo.lib.alur import Alur, Langkah


class LangkahWaris(StrEnum):
    """The steps, as they stand in addresses and in the application."""

    MENINGGAL = "meninggal"
    KELUARGA = "keluarga"
    AHLI_WARIS = "ahli-waris"
    SURAT = "surat"
    WAJAH = "wajah"
    REKENING = "rekening"
    KIRIM = "kirim"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaAlurWaris:
    """What is true of one application.

    Shape:  `meninggal` = who died was told; `keluarga` = the order of heirs is answered and
            somebody has a right; `ahli_waris` = all heirs are named and no rule says no;
            `surat` = no paper is missing; face and account as in a claim.
    """

    meninggal: bool = False
    keluarga: bool = False
    ahli_waris: bool = False
    surat: bool = False
    wajah_segar: bool = False
    rekening_siap: bool = False
    diajukan: bool = False


_L = LangkahWaris
ALUR_WARIS: Alur[FaktaAlurWaris] = Alur(
    (
        Langkah(kunci=_L.MENINGGAL, judul="waris_meninggal", selesai=lambda f: f.meninggal),
        Langkah(
            kunci=_L.KELUARGA,
            judul="waris_keluarga",
            selesai=lambda f: f.keluarga,
            membatalkan=frozenset({_L.AHLI_WARIS.value}),
        ),
        Langkah(kunci=_L.AHLI_WARIS, judul="waris_ahli_waris", selesai=lambda f: f.ahli_waris),
        Langkah(kunci=_L.SURAT, judul="waris_surat", selesai=lambda f: f.surat),
        Langkah(kunci=_L.WAJAH, judul="waris_wajah", selesai=lambda f: f.wajah_segar),
        Langkah(kunci=_L.REKENING, judul="waris_rekening", selesai=lambda f: f.rekening_siap),
        Langkah(kunci=_L.KIRIM, judul="waris_kirim", selesai=lambda f: f.diajukan),
    )
)
