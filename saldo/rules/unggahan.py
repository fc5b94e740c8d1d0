"""Where an uploaded file stands, who may book it, and how long its bytes are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

SIMPAN = timedelta(days=30)
BATAS_UKURAN = 64 * 1024 * 1024
_TUNDA_MAKS_MENIT = 60


class StatusUnggahan(StrEnum):
    """States of an uploaded file."""

    MENUNGGU_UJI = "MENUNGGU_UJI"
    SIAP = "SIAP"
    MENUNGGU_BUKU = "MENUNGGU_BUKU"
    DIBUKUKAN = "DIBUKUKAN"
    DITOLAK = "DITOLAK"
    SUDAH_PERNAH = "SUDAH_PERNAH"
    DIBATALKAN = "DIBATALKAN"
    KEDALUWARSA = "KEDALUWARSA"


_S = StatusUnggahan
TRANSISI: dict[StatusUnggahan, frozenset[StatusUnggahan]] = {
    _S.MENUNGGU_UJI: frozenset({_S.SIAP, _S.DITOLAK, _S.SUDAH_PERNAH, _S.KEDALUWARSA}),
    _S.SIAP: frozenset({_S.MENUNGGU_BUKU, _S.DIBATALKAN, _S.KEDALUWARSA}),
    # Back to SIAP when the records changed meanwhile: the differences are shown anew.
    _S.MENUNGGU_BUKU: frozenset({_S.DIBUKUKAN, _S.SIAP, _S.DITOLAK, _S.SUDAH_PERNAH}),
    **{satu: frozenset() for satu in (_S.DIBUKUKAN, _S.DITOLAK, _S.SUDAH_PERNAH, _S.DIBATALKAN)},
    _S.KEDALUWARSA: frozenset(),
}
HIDUP = frozenset(satu.value for satu, ke in TRANSISI.items() if ke)
BERJALAN = frozenset({_S.MENUNGGU_UJI.value, _S.MENUNGGU_BUKU.value})


def boleh_pindah(dari: str, ke: StatusUnggahan) -> bool:
    """Tell whether a file in one state may go to the other."""
    return ke in TRANSISI[StatusUnggahan(dari)]


def boleh_menyetujui(*, pengunggah_id: int, akun_id: int | None) -> bool:
    """Tell whether this officer may book the file: never the one who uploaded it."""
    return akun_id is not None and akun_id != pengunggah_id


def tunda_ulang(percobaan: int) -> timedelta:
    """Return how long a file waits after its worker failed for the so-manieth time."""
    return timedelta(minutes=min(2 ** max(0, percobaan - 1), _TUNDA_MAKS_MENIT))


def sudah_lewat(diunggah_pada: datetime, sekarang: datetime) -> bool:
    """Tell whether the bytes of a file are to be removed by now."""
    return sekarang - diunggah_pada >= SIMPAN
