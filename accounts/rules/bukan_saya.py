""" "This was not me": which notices carry the link, and how long it is good."""

from __future__ import annotations

from datetime import datetime, timedelta

UMUR = timedelta(hours=240)
# Beside every notice about security: those about money that moves or is about to.
UANG = frozenset(
    {"klaim_diajukan", "klaim_dijadwalkan", "klaim_disetujui", "klaim_dibayar",
     "klaim_rekening_diganti", "susulan_dibayar", "kartu_digabung"}
)  # fmt: skip
# What answers a report must not invite the next one.
JAWABAN = frozenset({"bukan_saya_diterima", "bukan_saya_ditutup"})


def bertautan(jenis: str, *, keamanan: bool, rahasia: bool) -> bool:
    """Tell whether a notice carries the link.

    Shape:  `rahasia` = it holds a code or a link that ends by itself.
    """
    return not rahasia and jenis not in JAWABAN and (keamanan or jenis in UANG)


def masih_berlaku(dibuat_pada: datetime, *, kini: datetime) -> bool:
    """Tell whether the link of a notice is still good."""
    return kini < dibuat_pada + UMUR
