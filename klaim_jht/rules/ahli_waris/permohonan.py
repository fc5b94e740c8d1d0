"""An application of heirs: its states, and what was answered in it, read into facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from klaim_jht.rules.ahli_waris.berkas import BerkasWaris, JenisBerkasWaris
from klaim_jht.rules.ahli_waris.fakta import (
    AhliWaris,
    BuktiKematian,
    CaraTerima,
    FaktaWaris,
    JenisWakil,
)
from klaim_jht.rules.ahli_waris.hasil import HasilWaris, KodeWaris
from klaim_jht.rules.ahli_waris.urutan import Ditinggalkan, Golongan, HubunganWaris


class StatusWaris(StrEnum):
    """Where an application stands."""

    DRAF = "DRAF"
    DIAJUKAN = "DIAJUKAN"
    PERLU_BERKAS = "PERLU_BERKAS"
    DITERIMA = "DITERIMA"
    DITOLAK = "DITOLAK"
    DIBATALKAN = "DIBATALKAN"


_S = StatusWaris
TRANSISI_WARIS: Mapping[StatusWaris, frozenset[StatusWaris]] = {
    _S.DRAF: frozenset({_S.DIAJUKAN, _S.DIBATALKAN}),
    _S.DIAJUKAN: frozenset({_S.PERLU_BERKAS, _S.DITERIMA, _S.DITOLAK, _S.DIBATALKAN}),
    _S.PERLU_BERKAS: frozenset({_S.DIAJUKAN, _S.DITOLAK, _S.DIBATALKAN}),
    _S.DITERIMA: frozenset(),
    _S.DITOLAK: frozenset(),
    _S.DIBATALKAN: frozenset(),
}
WARIS_SELESAI = frozenset(satu for satu, ke in TRANSISI_WARIS.items() if not ke)
# Nobody has more heirs of one group than these; a page has to hold them.
AHLI_WARIS_TERBANYAK = 20
UMUR_DRAF_WARIS = timedelta(days=30)
# The register's word does instead; where it has none the officer asks for the paper.
BOLEH_MENYUSUL = frozenset({JenisBerkasWaris.SURAT_KEMATIAN})
# Proved after filing: by the register, or by an officer who reads the certificate.
_SESUDAH_DIAJUKAN = frozenset({KodeWaris.KEMATIAN_TERBUKTI})


def boleh_pindah_waris(dari: StatusWaris, ke: StatusWaris) -> bool:
    """Tell whether an application may go from one state to another."""
    return ke in TRANSISI_WARIS[dari]


def baca_ditinggalkan(isian: Mapping[str, Any]) -> Ditinggalkan:
    """Return how many of each relation were left behind, as answered so far, in the law's order."""
    jawab = isian.get("keluarga", {})
    return {satu: jawab[satu.value] for satu in HubunganWaris if satu.value in jawab}


def baca_fakta_waris(isian: Mapping[str, Any], *, bukti: BuktiKematian) -> FaktaWaris:
    """Return what an application says, as the rules want it.

    Shape:  `isian` with meninggal, keluarga and ahli_waris answered. One of the heirs receives
            everything: who files, or the heir for whom they file.
    Raises: KeyError or ValueError for answers that are missing or none.
    """
    daftar = isian["ahli_waris"]
    return FaktaWaris(
        tanggal_kematian=date.fromisoformat(isian["meninggal"]["tanggal_kematian"]),
        bukti=bukti,
        ditinggalkan=baca_ditinggalkan(isian),
        ahli_waris=tuple(_orang(satu) for satu in daftar["orang"]),
        pengaju=daftar["pengaju"],
        cara=CaraTerima.KUASA,
        penerima=daftar["pengaju"],
    )


def _orang(isi: Mapping[str, Any]) -> AhliWaris:
    return AhliWaris(
        nomor=isi["nomor"],
        hubungan=HubunganWaris(isi["hubungan"]),
        tanggal_lahir=date.fromisoformat(isi["tanggal_lahir"]),
        pernah_kawin=isi["pernah_kawin"],
        diampu=isi["wakil"] == JenisWakil.PENGAMPU,
        wakil=JenisWakil(isi["wakil"]) if isi["wakil"] else None,
        wakil_pengaju=isi["wakil_pengaju"],
        setuju=isi["setuju"],
    )


def susun_tempat(golongan: Golongan, ditinggalkan: Ditinggalkan) -> tuple[HubunganWaris, ...]:
    """Return the relation of every heir who has to be named, in the order of the group.

    Raises: ValueError("ahli_waris_terlalu_banyak") for more than a page can hold.
    """
    tempat = [satu for satu in golongan for _ in range(ditinggalkan.get(satu) or 0)]
    if len(tempat) > AHLI_WARIS_TERBANYAK:
        raise ValueError("ahli_waris_terlalu_banyak")
    return tuple(tempat)


def boleh_diajukan(hasil: HasilWaris) -> bool:
    """Tell whether heirs may send this to an officer: all but the proof of the death stands."""
    return all(satu.kode in _SESUDAH_DIAJUKAN for satu in hasil.gagal)


def berkas_waris_kurang(
    perlu: Collection[BerkasWaris], ada: Collection[tuple[str, int | None]]
) -> tuple[BerkasWaris, ...]:
    """Return the papers without which heirs cannot file, in the order in which they are asked.

    Shape:  `ada` = kind and number of each paper that was handed in.
    """
    return tuple(
        satu
        for satu in perlu
        if satu.jenis not in BOLEH_MENYUSUL and (satu.jenis.value, satu.nomor) not in ada
    )
