"""The wizard of a claim: what happened, may I, how much, papers, face, account, confirm.

The decision itself is one fact here (`boleh`): the rules are asked by a selector on every page,
so that a fact that turned meanwhile closes the later steps by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jmo.lib.alur import Alur, Langkah
from klaim_jht.rules.alasan import AlasanKlaim

UMUR_WAJAH_SEGAR = timedelta(hours=24)


class KunciLangkah(StrEnum):
    """The steps, as they stand in addresses and in the draft."""

    ALASAN = "alasan"
    SYARAT = "syarat"
    RINCIAN = "rincian"
    BERKAS = "berkas"
    WAJAH = "wajah"
    REKENING = "rekening"
    KONFIRMASI = "konfirmasi"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaAlurKlaim:
    """What is true of one draft, built by a selector.

    Shape:  `terisi` = keys of steps whose answers stand; `boleh` = every rule of the chosen reason
            passes now; `perlu_berkas` = papers are asked for this claim, `berkas_lengkap` =
            none of them is missing; `terjadwal` = it files itself on the day on which they will;
            `wajah_segar` = a face that counts for a claim and is fresh now (see
            `wajah_masih_segar`); `rekening_siap` = an account to which money may be sent, proved
            or with an officer; `diajukan` = the claim was filed.
    """

    alasan: AlasanKlaim | None = None
    terisi: frozenset[str] = frozenset()
    boleh: bool = False
    terjadwal: bool = False
    perlu_berkas: bool = False
    berkas_lengkap: bool = True
    wajah_segar: bool = False
    rekening_siap: bool = False
    diajukan: bool = False


def wajah_masih_segar(diputus_pada: datetime | None, *, kini: datetime) -> bool:
    """Tell whether a passed face still counts: at most 24 hours old, and not of the future."""
    return diputus_pada is not None and timedelta(0) <= kini - diputus_pada <= UMUR_WAJAH_SEGAR


def _perlu_wajah(fakta: FaktaAlurKlaim) -> bool:
    # A face taken in this claim keeps its step, so that "step 4 of 5" does not jump.
    return not fakta.wajah_segar or KunciLangkah.WAJAH in fakta.terisi


def _perlu_rekening(fakta: FaktaAlurKlaim) -> bool:
    return not fakta.rekening_siap or KunciLangkah.REKENING in fakta.terisi


ALUR: Alur[FaktaAlurKlaim] = Alur(
    (
        Langkah(
            kunci=KunciLangkah.ALASAN,
            judul="langkah_klaim_alasan",
            selesai=lambda fakta: fakta.alasan is not None and KunciLangkah.ALASAN in fakta.terisi,
            membatalkan=frozenset({KunciLangkah.SYARAT.value, KunciLangkah.RINCIAN.value}),
        ),
        Langkah(
            kunci=KunciLangkah.SYARAT,
            judul="langkah_klaim_syarat",
            selesai=lambda fakta: (
                (fakta.boleh or fakta.terjadwal) and KunciLangkah.SYARAT in fakta.terisi
            ),
        ),
        Langkah(
            kunci=KunciLangkah.RINCIAN,
            judul="langkah_klaim_rincian",
            selesai=lambda fakta: KunciLangkah.RINCIAN in fakta.terisi,
        ),
        Langkah(
            kunci=KunciLangkah.BERKAS,
            judul="langkah_klaim_berkas",
            selesai=lambda fakta: fakta.berkas_lengkap,
            berlaku=lambda fakta: fakta.perlu_berkas,
        ),
        Langkah(
            kunci=KunciLangkah.WAJAH,
            judul="langkah_klaim_wajah",
            selesai=lambda fakta: fakta.wajah_segar,
            berlaku=_perlu_wajah,
        ),
        Langkah(
            kunci=KunciLangkah.REKENING,
            judul="langkah_klaim_rekening",
            selesai=lambda fakta: fakta.rekening_siap,
            berlaku=_perlu_rekening,
        ),
        Langkah(
            kunci=KunciLangkah.KONFIRMASI,
            judul="langkah_klaim_konfirmasi",
            selesai=lambda fakta: fakta.diajukan,
        ),
    )
)
