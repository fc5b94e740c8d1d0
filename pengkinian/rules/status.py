"""States of a data update and of one verdict, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class StatusKasus(StrEnum):
    """Where a data update stands."""

    DRAF = "DRAF"
    MENUNGGU_VERIFIKASI = "MENUNGGU_VERIFIKASI"
    TERVERIFIKASI = "TERVERIFIKASI"
    PERLU_PERBAIKAN = "PERLU_PERBAIKAN"
    DITINJAU_PETUGAS = "DITINJAU_PETUGAS"
    SELESAI = "SELESAI"
    DITOLAK = "DITOLAK"
    DIBATALKAN = "DIBATALKAN"


class StatusVerifikasi(StrEnum):
    """Where one question to the outside world, or to a face judge, stands."""

    MENUNGGU = "MENUNGGU"
    DIPROSES = "DIPROSES"
    COCOK = "COCOK"
    SEBAGIAN = "SEBAGIAN"
    TIDAK_COCOK = "TIDAK_COCOK"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    NONAKTIF = "NONAKTIF"
    MENINGGAL = "MENINGGAL"
    DITINJAU_PETUGAS = "DITINJAU_PETUGAS"
    LAYANAN_TIDAK_TERSEDIA = "LAYANAN_TIDAK_TERSEDIA"
    KUOTA_HABIS = "KUOTA_HABIS"
    KONFIGURASI = "KONFIGURASI"
    GAGAL_MUTU = "GAGAL_MUTU"


_K, _V = StatusKasus, StatusVerifikasi

TRANSISI: Mapping[StatusKasus, frozenset[StatusKasus]] = {
    _K.DRAF: frozenset(
        {_K.MENUNGGU_VERIFIKASI, _K.TERVERIFIKASI, _K.DITINJAU_PETUGAS, _K.DIBATALKAN}
    ),
    _K.MENUNGGU_VERIFIKASI: frozenset(
        {_K.TERVERIFIKASI, _K.PERLU_PERBAIKAN, _K.DITINJAU_PETUGAS, _K.DIBATALKAN}
    ),
    _K.TERVERIFIKASI: frozenset({_K.SELESAI}),
    _K.PERLU_PERBAIKAN: frozenset(
        {_K.MENUNGGU_VERIFIKASI, _K.TERVERIFIKASI, _K.DITINJAU_PETUGAS, _K.DIBATALKAN}
    ),
    _K.DITINJAU_PETUGAS: frozenset(
        {_K.MENUNGGU_VERIFIKASI, _K.TERVERIFIKASI, _K.PERLU_PERBAIKAN, _K.DITOLAK, _K.DIBATALKAN}
    ),
    _K.SELESAI: frozenset(),
    _K.DITOLAK: frozenset(),
    _K.DIBATALKAN: frozenset(),
}

# Our side asks again by itself: no attempt is burned and nobody has to act, except on KONFIGURASI,
# which also alarms the operators.
SEMENTARA = frozenset({_V.LAYANAN_TIDAK_TERSEDIA, _V.KUOTA_HABIS, _V.KONFIGURASI})
BERJALAN = frozenset({_V.MENUNGGU, _V.DIPROSES}) | SEMENTARA
DIJAWAB = frozenset(_V) - BERJALAN

TRANSISI_VERIFIKASI: Mapping[StatusVerifikasi, frozenset[StatusVerifikasi]] = {
    _V.MENUNGGU: frozenset({_V.DIPROSES}),
    _V.DIPROSES: frozenset(_V) - {_V.DIPROSES},
    _V.LAYANAN_TIDAK_TERSEDIA: frozenset({_V.MENUNGGU, _V.DIPROSES}),
    _V.KUOTA_HABIS: frozenset({_V.MENUNGGU, _V.DIPROSES}),
    _V.KONFIGURASI: frozenset({_V.MENUNGGU, _V.DIPROSES}),
    # The door "let an officer look" stands open after every answer that is not a yes, except for
    # numbers that the register itself has closed.
    _V.SEBAGIAN: frozenset({_V.DITINJAU_PETUGAS}),
    _V.TIDAK_COCOK: frozenset({_V.DITINJAU_PETUGAS}),
    _V.TIDAK_DITEMUKAN: frozenset({_V.DITINJAU_PETUGAS}),
    _V.GAGAL_MUTU: frozenset({_V.DITINJAU_PETUGAS}),
    _V.DITINJAU_PETUGAS: frozenset({_V.COCOK, _V.TIDAK_COCOK}),
    _V.COCOK: frozenset(),
    _V.NONAKTIF: frozenset(),
    _V.MENINGGAL: frozenset(),
}


def boleh_pindah(dari: StatusKasus, ke: StatusKasus) -> bool:
    """Tell whether a data update may go from one state to another."""
    return ke in TRANSISI[dari]


def verifikasi_boleh_pindah(dari: StatusVerifikasi, ke: StatusVerifikasi) -> bool:
    """Tell whether a verdict may go from one state to another."""
    return ke in TRANSISI_VERIFIKASI[dari]
