"""The dated parameters of a decision, chosen for the day on which it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jmo.lib.uang import Rupiah, bulatkan
from klaim_jht.rules.alasan import (
    ALASAN_DIBUKA,
    ATURAN_ALASAN,
    AlasanKlaim,
    AturanAlasan,
    aturan_alasan,
)
from saldo.rules.ketentuan import JenisKetentuan, KetentuanBerlaku, ambil_nilai


@dataclass(frozen=True, slots=True)
class KetentuanJHT:
    """The rows that decide one claim.

    Shape:  `aturan` = the row of the claimed reason and of every reason with a waiting month,
            because a report may ask for more waiting than the reason that was chosen.
    """

    aturan: tuple[AturanAlasan, ...]
    dibuka: tuple[AlasanKlaim, ...]
    batas_mesin: Rupiah
    dasar_batas_mesin: str

    def untuk(self, alasan: AlasanKlaim) -> AturanAlasan | None:
        """Return the row of a reason, None when it is not among these."""
        return next((satu for satu in self.aturan if satu.alasan is alasan), None)


def susun_ketentuan_jht(
    ketentuan: KetentuanBerlaku,
    *,
    alasan: AlasanKlaim,
    pada: date,
    dibuka: frozenset[AlasanKlaim] = ALASAN_DIBUKA,
) -> KetentuanJHT:
    """Build the parameters from the rows that hold on this day.

    Raises: ValueError when the ceiling or the reason has no row for the day.
    """
    aturan = aturan_alasan(alasan, pada=pada)
    lain = (
        satu
        for satu in ATURAN_ALASAN
        if satu.masa_tunggu_bulan and satu.alasan is not alasan and satu.berlaku(pada)
    )
    return KetentuanJHT(
        aturan=(aturan, *lain),
        dibuka=tuple(sorted(dibuka)),
        batas_mesin=bulatkan(ambil_nilai(ketentuan, JenisKetentuan.BATAS_KLAIM_MESIN)),
        dasar_batas_mesin=ketentuan[JenisKetentuan.BATAS_KLAIM_MESIN].dasar_hukum,
    )
