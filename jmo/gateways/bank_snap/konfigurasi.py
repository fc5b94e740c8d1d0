"""What differs from bank to bank, checked when it is read and never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jmo.gateways.bank_snap.tanda_tangan import Penyandian, muat_kunci_privat

TANYA_SETELAH_DETIK: Final = (60, 120, 300, 600, 900)


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class KonfigurasiBank:
    """One bank and our place in it.

    `alamat` is scheme and host; `awalan_jalur` what the bank puts before `/v1.0`, as `/openapi`.
    `tolak_referensi_ganda` stays False until a contract test has shown that this bank refuses a
    second transfer under one reference. `tanya_setelah_detik` counts from the sending.
    """

    alamat: str
    client_id: str
    client_secret: str
    kunci_privat: bytes
    partner_id: str
    channel_id: str
    rekening_sumber: str
    nama_sumber: str
    kode_bank: str
    awalan_jalur: str = ""
    penyandian: Penyandian = "base64"
    tolak_referensi_ganda: bool = False
    tanya_setelah_detik: tuple[int, ...] = TANYA_SETELAH_DETIK
    timeout_sambung: float = 3.0
    timeout_baca: float = 10.0
    verifikasi_tls: bool | str = True
    izinkan_http: bool = False

    def __post_init__(self) -> None:
        """Refuse what SNAP would refuse, and what would weaken the line."""
        aman = self.alamat.startswith("https://")
        if not aman and not (self.izinkan_http and self.alamat.startswith("http://")):
            raise ValueError("alamat must be https")
        if self.awalan_jalur and (
            not self.awalan_jalur.startswith("/") or self.awalan_jalur.endswith("/")
        ):
            raise ValueError("awalan_jalur must start with / and not end with it")
        for nama, panjang in _PANJANG.items():
            isi = getattr(self, nama)
            if not 1 <= len(isi) <= panjang or not isi.isascii() or not isi.isprintable():
                raise ValueError(f"{nama} must have 1 to {panjang} characters")
        if self.penyandian not in ("base64", "hex"):
            raise ValueError("penyandian must be base64 or hex")
        jeda = self.tanya_setelah_detik
        if not jeda or jeda[0] <= 0 or list(jeda) != sorted(set(jeda)):
            raise ValueError("tanya_setelah_detik must grow from above zero")
        muat_kunci_privat(self.kunci_privat)

    def __repr__(self) -> str:
        """Name the bank and nothing else."""
        return f"KonfigurasiBank({self.alamat}, kode_bank={self.kode_bank})"


# Lengths of SNAP BI; header values must be plain ASCII.
_PANJANG: Final = {
    "client_id": 36,
    "client_secret": 512,
    "partner_id": 36,
    "channel_id": 5,
    "rekening_sumber": 19,
    "nama_sumber": 100,
    "kode_bank": 11,
}
