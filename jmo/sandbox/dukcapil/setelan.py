"""What this register is told when it starts."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Setelan:
    """One caller of the register."""

    pelanggan: str
    pengguna: str
    sandi: str = field(repr=False)
    ip: str
    """The address that the caller registered; it must come as IP_USER."""
    kendali: str = field(repr=False)
    pemeran: Path | None = None
    folder_foto: Path | None = None
    kuota_harian: int = 5000
    tunda_lambat_detik: float = 20.0

    def masuk(self, pengguna: str, sandi: str) -> bool:
        """Whether these are the caller's user id and password."""
        benar = hmac.compare_digest(pengguna.encode(), self.pengguna.encode())
        return hmac.compare_digest(sandi.encode(), self.sandi.encode()) and benar
