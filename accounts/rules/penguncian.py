"""Growing waits after wrong passwords and codes.

A failure during a wait neither counts nor restarts the clock: otherwise a stranger could keep the
owner out for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanPenguncian:
    """The numbers of one counter, rows of configuration.

    Shape:  fewer than `bebas` failures in a row cost nothing; then the wait doubles from
            `awal_detik` up to `terlama_detik`; from `batas_berurutan` on only another way opens.
    Source: NIST SP 800-63B 3.2.2: at most 100 failures in a row, waits of 30 s up to 1 h.
    """

    bebas: int = 5
    awal_detik: int = 30
    terlama_detik: int = 3600
    batas_berurutan: int = 100


@dataclass(frozen=True, slots=True)
class HasilPenguncian:
    """Whether a try counts now; until when not; whether only another way is left."""

    terkunci_sampai: datetime | None = None
    perlu_cara_lain: bool = False

    @property
    def boleh(self) -> bool:
        """Tell whether a try may be made now."""
        return self.terkunci_sampai is None and not self.perlu_cara_lain


def periksa_penguncian(
    *,
    gagal_berurutan: int,
    gagal_terakhir_pada: datetime | None,
    sekarang: datetime,
    ketentuan: KetentuanPenguncian,
) -> HasilPenguncian:
    """Tell whether a try may be made after this many failures in a row.

    Shape:  `gagal_berurutan` since the last success, without tries made during a wait.
    """
    if gagal_berurutan >= ketentuan.batas_berurutan:
        return HasilPenguncian(perlu_cara_lain=True)
    lebih = gagal_berurutan - ketentuan.bebas
    if lebih < 0 or gagal_terakhir_pada is None:
        return HasilPenguncian()
    detik = min(ketentuan.awal_detik * 2**lebih, ketentuan.terlama_detik)
    sampai = gagal_terakhir_pada + timedelta(seconds=detik)
    return HasilPenguncian(sampai) if sampai > sekarang else HasilPenguncian()


def jaringan_alamat(alamat: str) -> str:
    """Return what one customer has of an address: all of IPv4, the first half of IPv6.

    Shape:  an IPv4 address written as IPv6 is the IPv4 address. A customer gets a /64 and may use
            another address of it for every try.
    Raises: ValueError for what is no address.
    """
    satu = ip_address(alamat.partition("%")[0])
    if isinstance(satu, IPv6Address):
        if satu.ipv4_mapped is None:
            return str(ip_network((satu, 64), strict=False))
        satu = satu.ipv4_mapped
    return str(satu)
