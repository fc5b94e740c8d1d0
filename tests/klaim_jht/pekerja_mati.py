"""A payment worker that is killed at a named moment: `python -m ... MOMENT PAYMENT DATABASE`.

It patches itself and nothing else: the portal knows no such switch.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def _mati(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def _lalu_mati(asli: Callable[..., Any]) -> Callable[..., Any]:
    def jalan(*args: Any, **isi: Any) -> Any:
        asli(*args, **isi)
        _mati()

    return jalan


def _ganti(objek: object, nama: str, jadi: Callable[[Callable[..., Any]], Any]) -> None:
    setattr(objek, nama, jadi(getattr(objek, nama)))


def main(saat: str, pembayaran_id: int, basis: str) -> None:
    """Pay one payment and die on the way."""
    import django

    django.setup()
    from django.db import connections

    connections.databases["default"]["NAME"] = basis
    from jmo.gateways.bank_snap import BankSnap
    from klaim_jht.services import pembayaran, penyelesaian
    from tests.lib_mitra import konfigurasi_bank

    bank = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    match saat:
        case "sebelum-dikirim-tertulis":
            _ganti(pembayaran, "_catat_kiriman", _lalu_mati)
        case "sebelum-soket":
            _ganti(bank, "kirim", lambda _asli: _mati)
        case "sesudah-bank-membukukan":
            _ganti(bank, "kirim", _lalu_mati)
        case "saat-membukukan":
            _ganti(penyelesaian, "bayarkan_tahanan", _lalu_mati)
        case "sesudah-dibukukan":
            _ganti(pembayaran, "_putuskan", _lalu_mati)
        case _:
            raise SystemExit(f"no such moment: {saat}")
    pembayaran.kirim_pembayaran(pembayaran_id=pembayaran_id, bank=bank)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
