"""Reads of scheduled claims."""

from __future__ import annotations

from klaim_jht.models import JadwalKlaim, Klaim


def cari_jadwal(klaim: Klaim) -> JadwalKlaim | None:
    """Return what waits for its day for this draft and its reason, or None."""
    return JadwalKlaim.objects.filter(
        klaim=klaim, status=JadwalKlaim.Status.MENUNGGU, alasan=klaim.alasan
    ).first()
