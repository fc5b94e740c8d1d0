"""Our place at the register, checked when it is read and never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

BentukTanggal = Literal["DD-MM-YYYY", "YYYY-MM-DD"]
POLA_TANGGAL: Final[dict[BentukTanggal, str]] = {
    "DD-MM-YYYY": "%d-%m-%Y",
    "YYYY-MM-DD": "%Y-%m-%d",
}
# Of the base64 text, the stricter reading of "at most 1 MB".
GAMBAR_MAKSIMUM: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class KonfigurasiDukcapil:
    """One caller of the register.

    `alamat` is scheme and host of the NIK service, `alamat_wajah` that of the face service when it
    is another one. `ip` is the address that was registered for us. The register has been seen with
    both shapes of dates.
    """

    alamat: str
    pelanggan: str
    pengguna: str
    sandi: str
    ip: str
    alamat_wajah: str = ""
    jalur_wajah: str = "/v1/face/match"
    bentuk_tanggal: BentukTanggal = "DD-MM-YYYY"
    timeout_sambung: float = 3.0
    timeout_baca: float = 10.0
    timeout_baca_wajah: float = 20.0
    verifikasi_tls: bool | str = True
    izinkan_http: bool = False

    def __post_init__(self) -> None:
        """Refuse what would weaken the line or could not stand in a path or header."""
        skema = ("https://", "http://") if self.izinkan_http else ("https://",)
        alamat = (self.alamat, self.alamat_wajah or self.alamat)
        if not all(satu.startswith(skema) for satu in alamat):
            raise ValueError("alamat must be https")
        for nama in ("pelanggan", "pengguna", "sandi", "ip"):
            isi: str = getattr(self, nama)
            if not isi or not isi.isascii() or not isi.isprintable():
                raise ValueError(f"{nama} must be printable ASCII")
        if not re.fullmatch(r"[A-Za-z0-9_-]+", self.pelanggan):
            raise ValueError("pelanggan must be letters, digits, - and _")
        if ":" in self.pengguna:
            raise ValueError("pengguna must not hold a colon")
        if not self.jalur_wajah.startswith("/"):
            raise ValueError("jalur_wajah must start with /")
        if self.bentuk_tanggal not in POLA_TANGGAL:
            raise ValueError("bentuk_tanggal must be DD-MM-YYYY or YYYY-MM-DD")

    def __repr__(self) -> str:
        """Name the host and nothing else."""
        return f"KonfigurasiDukcapil({self.alamat})"
