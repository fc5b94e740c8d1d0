"""Consents and statements: which exist, in which version, and which are still missing.

The texts stand in templates; a row keeps kind, version and a hash of what was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HAPUS_SETELAH_DITARIK = timedelta(days=3)


class JenisPersetujuan(StrEnum):
    """What a person agrees to or declares."""

    LAYANAN = "LAYANAN"  # terms of use and notice of privacy
    WAJAH = "WAJAH"  # face check, asked before the camera opens
    TEMPLATE_WAJAH = "TEMPLATE_WAJAH"  # keeping the 128 numbers of a face; optional
    PERNYATAAN_PENGKINIAN = "PERNYATAAN_PENGKINIAN"  # "what I confirm is true", a statement


@dataclass(frozen=True, slots=True)
class KetentuanPersetujuan:
    """The version in force, whether it may be withdrawn, and whether its act needs it."""

    versi: str
    dapat_ditarik: bool
    wajib: bool


BERLAKU: Mapping[JenisPersetujuan, KetentuanPersetujuan] = {
    JenisPersetujuan.LAYANAN: KetentuanPersetujuan("1", dapat_ditarik=False, wajib=True),
    JenisPersetujuan.WAJAH: KetentuanPersetujuan("1", dapat_ditarik=True, wajib=True),
    JenisPersetujuan.TEMPLATE_WAJAH: KetentuanPersetujuan("1", dapat_ditarik=True, wajib=False),
    JenisPersetujuan.PERNYATAAN_PENGKINIAN: KetentuanPersetujuan(
        "1", dapat_ditarik=False, wajib=True
    ),
}


@dataclass(frozen=True, slots=True)
class PersetujuanTercatat:
    """One row of what a person agreed to; `ditarik_pada` None while it stands."""

    jenis: JenisPersetujuan
    versi: str
    ditarik_pada: datetime | None = None


def sudah_setuju(
    jenis: JenisPersetujuan,
    tercatat: Iterable[PersetujuanTercatat],
    berlaku: Mapping[JenisPersetujuan, KetentuanPersetujuan] = BERLAKU,
) -> bool:
    """Tell whether the version in force was agreed to and not withdrawn."""
    return any(
        satu.jenis == jenis and satu.versi == berlaku[jenis].versi and satu.ditarik_pada is None
        for satu in tercatat
    )


def boleh_ditarik(
    jenis: JenisPersetujuan,
    berlaku: Mapping[JenisPersetujuan, KetentuanPersetujuan] = BERLAKU,
) -> bool:
    """Tell whether this can be taken back; statements and terms cannot."""
    return berlaku[jenis].dapat_ditarik


def hapus_paling_lambat(ditarik_pada: datetime) -> datetime:
    """Return the instant by which what rested on a withdrawn consent is gone: 3x24 hours."""
    return ditarik_pada + HAPUS_SETELAH_DITARIK
