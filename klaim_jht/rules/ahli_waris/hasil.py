"""The answer to heirs: every rule that was asked, what it saw and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from klaim_jht.rules.ahli_waris.berkas import BerkasWaris
from klaim_jht.rules.ahli_waris.urutan import Golongan
from klaim_jht.rules.kelayakan.hasil import NilaiFakta, Rute


class KodeWaris(StrEnum):
    """The rules for heirs. Data update, inactivity and the ceiling are none of them."""

    DATA_MASUK_AKAL = "DATA_MASUK_AKAL"
    KEMATIAN_TERBUKTI = "KEMATIAN_TERBUKTI"
    URUTAN_TERJAWAB = "URUTAN_TERJAWAB"
    PENGAJU_BERHAK = "PENGAJU_BERHAK"
    DAFTAR_LENGKAP = "DAFTAR_LENGKAP"
    DIWAKILI = "DIWAKILI"
    SEPAKAT = "SEPAKAT"
    PENERIMA_JELAS = "PENERIMA_JELAS"


class PerbaikanWaris(StrEnum):
    """What the heirs can do about a "no"."""

    PERBAIKI_DATA = "PERBAIKI_DATA"
    UNGGAH_SURAT_KEMATIAN = "UNGGAH_SURAT_KEMATIAN"
    JAWAB_PERTANYAAN = "JAWAB_PERTANYAAN"
    TANYA_KELUARGA = "TANYA_KELUARGA"
    KE_BALAI_HARTA = "KE_BALAI_HARTA"
    DIAJUKAN_YANG_BERHAK = "DIAJUKAN_YANG_BERHAK"
    LENGKAPI_DAFTAR = "LENGKAPI_DAFTAR"
    HAPUS_DARI_DAFTAR = "HAPUS_DARI_DAFTAR"
    TUNJUK_WAKIL = "TUNJUK_WAKIL"
    MINTA_PERSETUJUAN = "MINTA_PERSETUJUAN"
    PILIH_PENERIMA = "PILIH_PENERIMA"
    BETULKAN_BAGIAN = "BETULKAN_BAGIAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilAturanWaris:
    """One rule's answer.

    Shape:  `siapa` = numbers of the heirs whom it is about; `perbaikan` None when passed.
    """

    kode: KodeWaris
    perbaikan: PerbaikanWaris | None
    siapa: tuple[int, ...]
    fakta: Mapping[str, NilaiFakta]
    versi: str
    dasar_hukum: str

    @property
    def lulus(self) -> bool:
        """Whether the rule says yes."""
        return self.perbaikan is None


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilWaris:
    """All answers together, who has the right, and which papers an officer must see."""

    rute: ClassVar[Rute] = Rute.PETUGAS

    golongan: Golongan
    alasan: tuple[HasilAturanWaris, ...]
    berkas: tuple[BerkasWaris, ...]

    @property
    def boleh(self) -> bool:
        """Whether the claim may go to an officer; money moves only when the officer accepts."""
        return not self.gagal

    @property
    def gagal(self) -> tuple[HasilAturanWaris, ...]:
        """The rules that say no."""
        return tuple(satu for satu in self.alasan if not satu.lulus)

    def ambil(self, kode: KodeWaris) -> HasilAturanWaris:
        """Return the answer of one rule; every rule is always asked."""
        return next(satu for satu in self.alasan if satu.kode is kode)
