"""The chain that seals the book: each link covers its journals and the link before it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

# The link before the first one.
AWAL_RANTAI = bytes(32)


def hitung_segel(*, sebelumnya: bytes, nomor: int, jurnal: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the hash of one link.

    Shape:  `sebelumnya` = 32 bytes of the link before; `nomor` counts links from 1; `jurnal` =
            number and fingerprint (32 bytes) of each journal, in ascending order of numbers.
    Result: 32 bytes of SHA-256 over all of it, numbers as eight bytes each, big-endian.
    Raises: ValueError for journals out of order or a fingerprint of another length.
    """
    if len(sebelumnya) != len(AWAL_RANTAI) or nomor < 1:
        raise ValueError("segel_di_luar_batas")
    hasil, terakhir = sha256(sebelumnya + nomor.to_bytes(8)), 0
    for satu, sidik in jurnal:
        if satu <= terakhir or len(sidik) != len(AWAL_RANTAI):
            raise ValueError("segel_di_luar_batas")
        hasil.update(satu.to_bytes(8) + sidik)
        terakhir = satu
    return hasil.digest()
