"""Why somebody claims, and what each reason asks for, dated with its legal basis.

A new reason is a member of the enum, a row here and a test; it can be filed once it is in
`ALASAN_DIBUKA`, and participants are offered it once it is in `ALASAN_SENDIRI`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from saldo.rules.masa_kepesertaan import SebabKeluar


class AlasanKlaim(StrEnum):
    """What happened."""

    PENSIUN = "PENSIUN"
    RESIGN = "RESIGN"
    PHK = "PHK"
    PKWT = "PKWT"
    BPU_BERHENTI = "BPU_BERHENTI"
    S10 = "S10"
    S30 = "S30"
    CACAT = "CACAT"
    MENINGGAL = "MENINGGAL"
    LN = "LN"


# What participants file for themselves.
ALASAN_SENDIRI = frozenset(
    {
        AlasanKlaim.PENSIUN,
        AlasanKlaim.RESIGN,
        AlasanKlaim.PHK,
        AlasanKlaim.PKWT,
        AlasanKlaim.BPU_BERHENTI,
        AlasanKlaim.S10,
        AlasanKlaim.S30,
        AlasanKlaim.CACAT,
        AlasanKlaim.LN,
    }
)
# After a death heirs claim, through their own door.
ALASAN_DIBUKA = ALASAN_SENDIRI | {AlasanKlaim.MENINGGAL}
# Part of the balance; the membership goes on, and one of them may be had, once.
ALASAN_SEBAGIAN = frozenset({AlasanKlaim.S10, AlasanKlaim.S30})


class DasarHitung(StrEnum):
    """The date from which a waiting month is counted: never the day of reporting."""

    TANGGAL_PERNYATAAN = "TANGGAL_PERNYATAAN"
    TANGGAL_BERAKHIR = "TANGGAL_BERAKHIR"


@dataclass(frozen=True, slots=True, kw_only=True)
class AturanAlasan:
    """What one reason asks for between two dates, both included.

    Shape:  `boleh_aktif` = the membership may still run; `usia_minimal` = age at which the right
            begins unless the employer's pension age is lower; `perlu_petugas` = the law asks for
            a paper, so an officer decides whatever the amount; `bagian` = share of the balance,
            None for all of it; `jenis_kartu` = kind of card that the reason is for, "" for any;
            `oleh_ahli_waris` = filed by heirs, who can neither merge cards nor have them merged.
    """

    alasan: AlasanKlaim
    versi: str
    berlaku_sejak: date
    berlaku_sampai: date | None = None
    dasar_hukum: str
    boleh_aktif: bool = False
    masa_tunggu_bulan: int = 0
    dasar_hitung: DasarHitung = DasarHitung.TANGGAL_BERAKHIR
    usia_minimal: int | None = None
    perlu_petugas: bool = False
    perlu_pengkinian: bool = True
    bagian: Decimal | None = None
    masa_minimal_bulan: int = 0
    jenis_kartu: str = ""
    oleh_ahli_waris: bool = False

    def berlaku(self, pada: date) -> bool:
        """Tell whether this row holds on that day."""
        return self.berlaku_sejak <= pada and (
            self.berlaku_sampai is None or pada <= self.berlaku_sampai
        )


_PERMENAKER_4_2022 = date(2022, 4, 26)
_PP_46_2015 = date(2015, 7, 1)
_SEPULUH_TAHUN = 120

ATURAN_ALASAN: tuple[AturanAlasan, ...] = (
    AturanAlasan(
        alasan=AlasanKlaim.PENSIUN,
        versi="pensiun/1",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="PP 46/2015 Pasal 22; Permenaker 4/2022 Pasal 5-7",
        boleh_aktif=True,
        usia_minimal=56,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.RESIGN,
        versi="resign/1",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022 Pasal 8-9",
        masa_tunggu_bulan=1,
        dasar_hitung=DasarHitung.TANGGAL_PERNYATAAN,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.PHK,
        versi="phk/1",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022, ketentuan pemutusan hubungan kerja",
        masa_tunggu_bulan=1,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.PKWT,
        versi="pkwt/1",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022 Pasal 6 ayat (2)",
    ),
    AturanAlasan(
        alasan=AlasanKlaim.BPU_BERHENTI,
        versi="bpu_berhenti/2",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022 Pasal 6 ayat (2)",
        jenis_kartu="BPU",
    ),
    AturanAlasan(
        alasan=AlasanKlaim.S10,
        versi="s10/2",
        berlaku_sejak=_PP_46_2015,
        dasar_hukum="PP 46/2015 Pasal 22",
        boleh_aktif=True,
        bagian=Decimal("0.10"),
        masa_minimal_bulan=_SEPULUH_TAHUN,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.S30,
        versi="s30/2",
        berlaku_sejak=_PP_46_2015,
        dasar_hukum="PP 46/2015 Pasal 22",
        boleh_aktif=True,
        bagian=Decimal("0.30"),
        masa_minimal_bulan=_SEPULUH_TAHUN,
        perlu_petugas=True,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.CACAT,
        versi="cacat/1",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022 Pasal 4",
        boleh_aktif=True,
        perlu_petugas=True,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.MENINGGAL,
        versi="meninggal/2",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022 Pasal 4",
        boleh_aktif=True,
        perlu_petugas=True,
        perlu_pengkinian=False,
        oleh_ahli_waris=True,
    ),
    AturanAlasan(
        alasan=AlasanKlaim.LN,
        versi="ln/1",
        berlaku_sejak=_PERMENAKER_4_2022,
        dasar_hukum="Permenaker 4/2022 Pasal 5",
        perlu_petugas=True,
    ),
)


def aturan_alasan(alasan: AlasanKlaim, *, pada: date) -> AturanAlasan:
    """Return the row of a reason that holds on this day.

    Raises: ValueError when none or more than one does.
    """
    cocok = [satu for satu in ATURAN_ALASAN if satu.alasan is alasan and satu.berlaku(pada)]
    if len(cocok) != 1:
        raise ValueError("aturan_alasan_tidak_tunggal")
    return cocok[0]


def alasan_dari_laporan(sebab: SebabKeluar | None) -> AlasanKlaim | None:
    """Return the reason that fits what the employer reported, to fill the first question in."""
    return None if sebab is None else AlasanKlaim(sebab.value)
