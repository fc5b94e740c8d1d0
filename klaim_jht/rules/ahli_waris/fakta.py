"""What is known about a death and about those who claim: values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from jmo.lib.tanggal import umur
from klaim_jht.rules.ahli_waris.urutan import Ditinggalkan, HubunganWaris


class BuktiKematian(StrEnum):
    """Who says that the person died."""

    BELUM = "BELUM"
    DUKCAPIL = "DUKCAPIL"
    SURAT = "SURAT"


class JenisWakil(StrEnum):
    """Who acts for an heir who cannot act."""

    ORANG_TUA = "ORANG_TUA"
    WALI = "WALI"
    PENGAMPU = "PENGAMPU"


class CaraTerima(StrEnum):
    """Where the money goes when there are several heirs: to one of them, or each a part."""

    KUASA = "KUASA"
    BAGIAN = "BAGIAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class AhliWaris:
    """One heir.

    Shape:  `nomor` = place in the list; `setuju` = agrees to how the money is received, given by
            `wakil` where there is one; `wakil_pengaju` = that representative is who files;
            `bagian` = share, counts only where each receives a part.
    """

    nomor: int
    hubungan: HubunganWaris
    tanggal_lahir: date
    pernah_kawin: bool = False
    diampu: bool = False
    wakil: JenisWakil | None = None
    wakil_pengaju: bool = False
    setuju: bool = False
    bagian: Fraction | None = None

    def wakil_sah(self, *, pada: date, usia_dewasa: int) -> frozenset[JenisWakil]:
        """Return who may act for this heir; empty for who acts alone.

        Shape:  who has ever been married is of age; being under a curator counts at every age.
        Source: UU 1/1974 Art. 47 and 50 (docs/regulasi.md#ahli-waris).
        """
        if self.diampu:
            return frozenset({JenisWakil.PENGAMPU})
        if self.pernah_kawin or umur(self.tanggal_lahir, pada) >= usia_dewasa:
            return frozenset()
        return frozenset({JenisWakil.ORANG_TUA, JenisWakil.WALI})


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaWaris:
    """One claim by heirs.

    Shape:  `pengaju` = number of the heir who files, or for whom a representative files;
            `penerima` = number of the heir who receives everything, with `CaraTerima.KUASA`.
    """

    tanggal_kematian: date
    bukti: BuktiKematian
    ditinggalkan: Ditinggalkan
    ahli_waris: tuple[AhliWaris, ...]
    pengaju: int
    cara: CaraTerima = CaraTerima.KUASA
    penerima: int | None = None

    def ambil(self, nomor: int | None) -> AhliWaris | None:
        """Return the heir of this number, None when nobody has it."""
        return next((satu for satu in self.ahli_waris if satu.nomor == nomor), None)
