"""What the pages of claims and of payments share."""

from __future__ import annotations

from accounts.admin_dasar import Sebaris, petugas_masuk, saringan_kode
from jmo.lib.uang import Rupiah, format_rupiah

__all__ = ["Sebaris", "petugas_masuk", "rupiah", "saringan_kode"]


def rupiah(nilai: int | None) -> str:
    return "–" if nilai is None else format_rupiah(Rupiah(nilai))
