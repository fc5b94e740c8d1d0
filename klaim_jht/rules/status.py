"""States of a claim and of a payment, and every move that is allowed between them.

The drawing in docs/arsitektur.md is made from these tables. Who may ask for a move, and what else
must hold, is decided elsewhere: here stands only what can never happen.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar, overload


class StatusKlaim(StrEnum):
    """Where a claim stands."""

    DRAF = "DRAF"
    DIAJUKAN = "DIAJUKAN"
    VERIFIKASI_IDENTITAS = "VERIFIKASI_IDENTITAS"
    VERIFIKASI_KEPESERTAAN = "VERIFIKASI_KEPESERTAAN"
    TINJAUAN_PETUGAS = "TINJAUAN_PETUGAS"
    DISETUJUI = "DISETUJUI"
    PEMBAYARAN_DIPROSES = "PEMBAYARAN_DIPROSES"
    DIBAYAR = "DIBAYAR"
    PERLU_PERBAIKAN_DATA = "PERLU_PERBAIKAN_DATA"
    PERLU_PERBAIKAN_REKENING = "PERLU_PERBAIKAN_REKENING"
    PEMBAYARAN_BELUM_PASTI = "PEMBAYARAN_BELUM_PASTI"
    DITOLAK = "DITOLAK"
    DIBATALKAN = "DIBATALKAN"


class StatusPembayaran(StrEnum):
    """Where one payment, with its one reference for life, stands."""

    SIAP = "SIAP"
    DIKIRIM = "DIKIRIM"
    DITERIMA_BANK = "DITERIMA_BANK"
    BELUM_PASTI = "BELUM_PASTI"
    BERHASIL = "BERHASIL"
    GAGAL_PASTI = "GAGAL_PASTI"
    DIKEMBALIKAN = "DIKEMBALIKAN"


_K = StatusKlaim
_P = StatusPembayaran

TRANSISI: Mapping[StatusKlaim, frozenset[StatusKlaim]] = {
    _K.DRAF: frozenset({_K.DIAJUKAN, _K.DIBATALKAN}),
    _K.DIAJUKAN: frozenset({_K.VERIFIKASI_IDENTITAS, _K.DIBATALKAN}),
    _K.VERIFIKASI_IDENTITAS: frozenset(
        {
            _K.VERIFIKASI_KEPESERTAAN,
            _K.TINJAUAN_PETUGAS,
            _K.PERLU_PERBAIKAN_DATA,
            _K.DITOLAK,
            _K.DIBATALKAN,
        }
    ),
    _K.VERIFIKASI_KEPESERTAAN: frozenset(
        {
            _K.DISETUJUI,
            _K.TINJAUAN_PETUGAS,
            _K.PERLU_PERBAIKAN_DATA,
            _K.DITOLAK,
            _K.DIBATALKAN,
        }
    ),
    # Two officers may find in the bank's statement that a payment thought refused was made.
    _K.TINJAUAN_PETUGAS: frozenset(
        {
            _K.DISETUJUI,
            _K.DIBAYAR,
            _K.PERLU_PERBAIKAN_DATA,
            _K.PERLU_PERBAIKAN_REKENING,
            _K.DITOLAK,
            _K.DIBATALKAN,
        }
    ),
    _K.DISETUJUI: frozenset(
        {
            _K.PEMBAYARAN_DIPROSES,
            _K.PERLU_PERBAIKAN_REKENING,
            _K.TINJAUAN_PETUGAS,
            _K.DIBATALKAN,
        }
    ),
    # Called off only while its payment waits unsent (rules.pembatalan): later the bank may have it.
    _K.PEMBAYARAN_DIPROSES: frozenset(
        {
            _K.DIBATALKAN,
            _K.DIBAYAR,
            _K.PEMBAYARAN_BELUM_PASTI,
            _K.PERLU_PERBAIKAN_REKENING,
            _K.TINJAUAN_PETUGAS,
        }
    ),
    _K.PEMBAYARAN_BELUM_PASTI: frozenset(
        {
            _K.PEMBAYARAN_DIPROSES,
            _K.DIBAYAR,
            _K.PERLU_PERBAIKAN_REKENING,
            _K.TINJAUAN_PETUGAS,
        }
    ),
    # The bank may give money back the next day.
    _K.DIBAYAR: frozenset({_K.PERLU_PERBAIKAN_REKENING, _K.TINJAUAN_PETUGAS}),
    _K.PERLU_PERBAIKAN_DATA: frozenset(
        {
            _K.VERIFIKASI_IDENTITAS,
            _K.VERIFIKASI_KEPESERTAAN,
            _K.TINJAUAN_PETUGAS,
            _K.DITOLAK,
            _K.DIBATALKAN,
        }
    ),
    _K.PERLU_PERBAIKAN_REKENING: frozenset({_K.DISETUJUI, _K.TINJAUAN_PETUGAS, _K.DIBATALKAN}),
    # An objection to a refusal is heard by a human (UU 27/2022 Art. 10).
    _K.DITOLAK: frozenset({_K.TINJAUAN_PETUGAS}),
    _K.DIBATALKAN: frozenset(),
}

TRANSISI_PEMBAYARAN: Mapping[StatusPembayaran, frozenset[StatusPembayaran]] = {
    _P.SIAP: frozenset({_P.DIKIRIM, _P.GAGAL_PASTI}),
    # Back to SIAP only when it is known that nothing was sent; silence is BELUM_PASTI.
    _P.DIKIRIM: frozenset(
        {
            _P.SIAP,
            _P.DITERIMA_BANK,
            _P.BELUM_PASTI,
            _P.BERHASIL,
            _P.GAGAL_PASTI,
            _P.DIKEMBALIKAN,
        }
    ),
    _P.DITERIMA_BANK: frozenset({_P.BELUM_PASTI, _P.BERHASIL, _P.GAGAL_PASTI, _P.DIKEMBALIKAN}),
    _P.BELUM_PASTI: frozenset(
        {_P.DIKIRIM, _P.DITERIMA_BANK, _P.BERHASIL, _P.GAGAL_PASTI, _P.DIKEMBALIKAN}
    ),
    _P.BERHASIL: frozenset({_P.DIKEMBALIKAN}),
    # Late success after refusal: an alarm first, then two officers correct it.
    _P.GAGAL_PASTI: frozenset({_P.BERHASIL}),
    _P.DIKEMBALIKAN: frozenset(),
}

STATUS_AWAL = StatusKlaim.DRAF
STATUS_AWAL_PEMBAYARAN = StatusPembayaran.SIAP

# Not open: another claim may be made.
STATUS_SELESAI = frozenset({_K.DIBAYAR, _K.DITOLAK, _K.DIBATALKAN})
# The clock of the promise stands still only here.
STATUS_MENUNGGU_PESERTA = frozenset({_K.PERLU_PERBAIKAN_DATA, _K.PERLU_PERBAIKAN_REKENING})
# Why a refused claim is under review again: its person objected.
SEBAB_KEBERATAN = "keberatan"
# A second payment of the same claim may not exist beside one of these.
PEMBAYARAN_TERBUKA = frozenset({_P.SIAP, _P.DIKIRIM, _P.DITERIMA_BANK, _P.BELUM_PASTI})

S = TypeVar("S", StatusKlaim, StatusPembayaran)
T = TypeVar("T", bound=StrEnum)


@overload
def boleh_pindah(dari: StatusKlaim, ke: StatusKlaim) -> bool: ...
@overload
def boleh_pindah(dari: StatusPembayaran, ke: StatusPembayaran) -> bool: ...
def boleh_pindah(dari: StatusKlaim | StatusPembayaran, ke: StatusKlaim | StatusPembayaran) -> bool:
    """Tell whether the table allows this move; staying where one is is no move.

    Source: states of docs/arsitektur.md; docs/regulasi.md#status.
    """
    if isinstance(dari, StatusKlaim):
        return ke in TRANSISI[dari]
    return ke in TRANSISI_PEMBAYARAN[dari]


def terjangkau(transisi: Mapping[S, frozenset[S]], awal: S) -> frozenset[S]:
    """Return every state that can be reached from the first one, itself included."""
    dicapai, tepi = {awal}, [awal]
    while tepi:
        baru = transisi[tepi.pop()] - dicapai
        dicapai |= baru
        tepi.extend(baru)
    return frozenset(dicapai)


def gambar_mermaid(transisi: Mapping[T, frozenset[T]], awal: T) -> str:
    """Draw a table of moves as a Mermaid state diagram, in the order of the states."""
    baris = ["stateDiagram-v2", f"    [*] --> {awal.value}"]
    for dari, tujuan in transisi.items():
        baris += [f"    {dari.value} --> {ke.value}" for ke in transisi if ke in tujuan]
        if not tujuan:
            baris.append(f"    {dari.value} --> [*]")
    return "\n".join(baris)
