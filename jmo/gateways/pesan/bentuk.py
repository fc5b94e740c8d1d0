"""A message to one address, and the closed words for how its sending can fail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from jmo.gateways.hasil import Hasil


class Saluran(StrEnum):
    """The ways to reach a person."""

    EMAIL = "EMAIL"
    SMS = "SMS"
    WA = "WA"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PesanKeluar:
    """One message. `referensi` is ours and for ever: the same message again has the same one.

    `tujuan` is an e-mail address or a number in E.164 form; `subjek` and `html` are for e-mail.
    """

    saluran: Saluran
    tujuan: str
    teks: str
    referensi: str
    subjek: str = ""
    html: str = ""

    def __post_init__(self) -> None:
        """Refuse what could smuggle a header in; the reason names the field, never its value."""
        for nama in ("tujuan", "subjek", "referensi"):
            isi: str = getattr(self, nama)
            if not isi.isprintable():
                raise ValueError(f"{nama} must be one printable line")
        if not self.referensi.isascii() or not 1 <= len(self.referensi) <= 64:
            raise ValueError("referensi must have 1 to 64 ASCII characters")
        if not self.teks.strip():
            raise ValueError("teks must not be empty")

    def __repr__(self) -> str:
        """Neither the address nor what it says, which may be a code."""
        return f"PesanKeluar({self.saluran}, {self.referensi})"


class KodeTolak(StrEnum):
    """Why a message was refused for good: the `kode` of each `Ditolak` of this gateway."""

    TUJUAN_TIDAK_SAH = "TUJUAN_TIDAK_SAH"
    ISI_TIDAK_SAH = "ISI_TIDAK_SAH"
    REFERENSI_GANDA = "REFERENSI_GANDA"
    SALURAN_TIDAK_DILAYANI = "SALURAN_TIDAK_DILAYANI"


class Sebab(StrEnum):
    """Why a message was not sent yet: the `sebab` of each `TidakTersedia` of this gateway."""

    LAYANAN_TIDAK_TERSEDIA = "LAYANAN_TIDAK_TERSEDIA"
    TERLALU_SERING = "TERLALU_SERING"
    KONFIGURASI = "KONFIGURASI"


class Pengirim(Protocol):
    """What sends messages; each class of this package is one."""

    def kirim(self, pesan: PesanKeluar) -> Hasil[str]:
        """Send once; the data is the provider's id.

        Outcomes: Berhasil; Ditolak with a `KodeTolak`; TidakTersedia with a `Sebab`: not sent;
                  BelumPasti: it may have gone, and may be sent again under the same `referensi`.
        """

    def tutup(self) -> None:
        """Close what is open."""
