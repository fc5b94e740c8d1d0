"""What this bank is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Tunda:
    """Delays of the scenarios, in seconds."""

    diam: float = 30.0
    """How long an answer is held back (0002, 0003)."""
    proses: float = 5.0
    """Until a transfer "in progress" is booked (0001)."""
    tampak: float = 20.0
    """Until the status inquiry finds a booked transfer (0011)."""
    kembali: float = 86_400.0
    """Until the money comes back (0015)."""
    lambat: float = 3.0
    """How much slower everything is under the fault "lambat"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setelan:
    """One client at one bank."""

    kunci_publik_pem: bytes = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    kendali: str = field(repr=False)
    kunci_bank_pem: bytes | None = field(default=None, repr=False)
    """The bank's own private key, with which it signs notices; None: it sends none."""
    partner_id: str = "JMO0001"
    channel_id: str = "95001"
    kode_bank: str = "008"
    rekening_dana: str = "9990001112223"
    nama_dana: str = "DANA JAMINAN HARI TUA CONTOH"
    saldo_awal: int = 10_000_000_000_000
    berkas_pemeran: Path | None = None
    awalan_jalur: str = ""
    tolak_referensi_ganda: bool = True
    """False: this bank pays the same reference twice."""
    umur_token_detik: int = 900
    jendela_waktu_detik: int = 300
    batas_per_detik: int | None = None
    batas_antarbank: int | None = None
    tunda: Tunda = Tunda()
