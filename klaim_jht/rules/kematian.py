"""A report that somebody died: what it may lead to, and by whose word.

A report alone does nothing. The population register's word, or an officer's, closes the account.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from pengkinian.rules.kecocokan import (
    BedaTanggal,
    KetentuanKecocokan,
    PutusanNama,
    banding_tanggal,
    nilai_nama,
)


class StatusKematian(StrEnum):
    """Where a report stands."""

    MENUNGGU = "MENUNGGU"
    TIDAK_COCOK = "TIDAK_COCOK"
    GANDA = "GANDA"
    HIDUP = "HIDUP"
    DITINJAU = "DITINJAU"
    DIBEKUKAN = "DIBEKUKAN"
    DITUTUP = "DITUTUP"
    DICABUT = "DICABUT"


_K = StatusKematian

TRANSISI_KEMATIAN: Mapping[StatusKematian, frozenset[StatusKematian]] = {
    _K.MENUNGGU: frozenset({_K.TIDAK_COCOK, _K.GANDA, _K.HIDUP, _K.DITINJAU, _K.DIBEKUKAN}),
    # The register may lag behind a certificate that an officer has seen.
    _K.HIDUP: frozenset({_K.DIBEKUKAN}),
    _K.DITINJAU: frozenset({_K.DIBEKUKAN, _K.DITUTUP}),
    _K.DIBEKUKAN: frozenset({_K.DICABUT}),
    _K.TIDAK_COCOK: frozenset(),
    _K.GANDA: frozenset(),
    _K.DITUTUP: frozenset(),
    _K.DICABUT: frozenset(),
}
# A second report within this time gets the first one's answer: the register counts questions.
JEDA_TANYA_LAGI = timedelta(hours=24)
_JAWABAN_REGISTER = {
    "MENINGGAL": _K.DIBEKUKAN,
    "COCOK": _K.HIDUP,
    "SEBAGIAN": _K.HIDUP,
    # A number that the register has closed or does not know says nothing about its owner.
    "NONAKTIF": _K.DITINJAU,
    "TIDAK_DITEMUKAN": _K.DITINJAU,
}


def boleh_pindah_kematian(dari: StatusKematian, ke: StatusKematian) -> bool:
    """Tell whether a report may go from one state to another."""
    return ke in TRANSISI_KEMATIAN[dari]


def orang_dilaporkan(
    *, nama: str, tanggal_lahir: date, nama_peserta: str, tanggal_lahir_peserta: date
) -> bool:
    """Tell whether who was reported is the holder of the number that was given.

    Shape:  the date of birth agrees, and the name is at least alike; day and month exchanged
            passes, because the register is asked with the participant's own data afterwards.
    """
    if banding_tanggal(tanggal_lahir, tanggal_lahir_peserta) is BedaTanggal.BEDA:
        return False
    putusan = nilai_nama(nama, nama_peserta, KetentuanKecocokan()).putusan
    return putusan is not PutusanNama.TIDAK


def putuskan_register(jawaban: str) -> StatusKematian:
    """Return what the register's word about a person leads to.

    Shape:  the word as `jmo.gateways.dukcapil.HasilPenduduk` has it.
    Raises: KeyError for a word that it does not have.
    """
    return _JAWABAN_REGISTER[jawaban]
