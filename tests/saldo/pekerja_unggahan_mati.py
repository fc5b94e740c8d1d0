"""A worker that is killed in the middle of a file: `python -m ... MOMENT UPLOAD DATABASE`.

It patches itself and nothing else: the portal knows no such switch.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any


def _mati(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def main(saat: str, unggahan_id: int, basis: str) -> None:
    """Work on one upload and die on the way."""
    import django

    django.setup()
    from django.db import connections

    connections.databases["default"]["NAME"] = basis
    from saldo.services.iuran import bacaan
    from saldo.services.unggahan import pengolahan
    from saldo.services.unggahan.pemantau import PemantauUnggahan

    bacaan.TUMPUK = 2
    asli = PemantauUnggahan.maju

    def maju(self: PemantauUnggahan, baris: int) -> None:
        asli(self, baris)
        if baris >= 4:
            _mati()

    match saat:
        case "di-tengah":
            PemantauUnggahan.maju = maju  # type: ignore[method-assign]  # that is the point
        case "sebelum-ditetapkan":
            bukukan = pengolahan._bukukan

            def lalu_mati(*isi: Any) -> None:
                bukukan(*isi)
                _mati()

            pengolahan._bukukan = lalu_mati  # type: ignore[assignment]  # same here
        case _:
            raise SystemExit(f"no such moment: {saat}")
    pengolahan.proses_unggahan(unggahan_id=unggahan_id)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
