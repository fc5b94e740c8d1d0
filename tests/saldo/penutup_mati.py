"""A yearly run that is killed at a named moment: `python -m ... MOMENT YEAR DATABASE`.

It patches itself and nothing else: the portal knows no such switch.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

TUMPUKAN = 3


def _mati_pada(asli: Callable[..., Any], *, kali: int, sesudah: bool) -> Callable[..., Any]:
    ke = 0

    def jalan(*args: Any, **isi: Any) -> Any:
        nonlocal ke
        ke += 1
        hasil = asli(*args, **isi) if sesudah or ke < kali else None
        if ke == kali:
            os.kill(os.getpid(), signal.SIGKILL)
        return hasil

    return jalan


def main(saat: str, tahun: int, basis: str) -> None:
    """Close the year and die in the second batch."""
    import django

    django.setup()
    from django.db import connections

    connections.databases["default"]["NAME"] = basis
    from accounts.rules.pelaku import SISTEM
    from saldo.services.pengembangan import lajur, tutup_tahun

    match saat:
        case "sebelum-tumpukan":
            nama, sesudah = "kreditkan_tumpukan", False
        case "sesudah-entri-tertulis":
            nama, sesudah = "kreditkan_tumpukan", True
        case "sebelum-komit":
            nama, sesudah = "_catat_kemajuan", True
        case "sesudah-komit":
            nama, sesudah = "satu_tumpukan", True
        case _:
            raise SystemExit(f"no such moment: {saat}")
    setattr(lajur, nama, _mati_pada(getattr(lajur, nama), kali=2, sesudah=sesudah))
    tutup_tahun(tahun=tahun, pelaku=SISTEM, tumpukan=TUMPUKAN)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
