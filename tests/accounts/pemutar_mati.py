"""A rotation of keys that is killed in its third batch: `python -m ... MOMENT RING DATABASE`.

It patches itself and nothing else: the portal knows no such switch.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any


def main(saat: str, ring: str, basis: str) -> None:
    """Rotate in batches of one row and die in the third, before or after its rows were written."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    connections.databases["default"]["NAME"] = basis
    settings.KUNCI_DATA = ring
    from accounts.rules.pelaku import SISTEM
    from accounts.services import putar_kunci

    asli, ke = putar_kunci._sandikan, 0

    def mati(*args: Any) -> str:
        nonlocal ke
        ke += 1
        hasil = asli(*args) if ke < 3 or saat == "sesudah-tulis" else ""
        if ke == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return hasil

    setattr(putar_kunci, "_sandikan", mati)  # noqa: B010 - patched on purpose
    putar_kunci.putar_kunci(pelaku=SISTEM, tumpukan=1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3])
