"""Encryption of single values: AES-256-GCM with a key id inside, and keyed blind indexes.

The key ring comes in as text, so this module reads no settings. What cannot be decrypted raises:
a wrong key must never look like data.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class GagalDekripsi(ValueError):
    """The value was encrypted with an unknown key, for another column, or was altered."""


@dataclass(frozen=True, slots=True)
class Gantungan:
    """A ring of keys; the first encrypts, all decrypt."""

    kunci: dict[str, bytes] = field(repr=False)
    aktif: str

    def enkripsi(self, data: bytes, *, konteks: str) -> bytes:
        """Return `id:nonce+ciphertext`, bound to `konteks` (table and column).

        Shape:  any bytes; the result is 30 bytes and the key id longer.
        """
        nonce = os.urandom(12)
        isi = AESGCM(self.kunci[self.aktif]).encrypt(nonce, data, konteks.encode())
        return self.aktif.encode() + b":" + nonce + isi

    def dekripsi(self, data: bytes, *, konteks: str) -> bytes:
        """Return what was encrypted for the same `konteks`.

        Raises: GagalDekripsi when the key id is unknown or the value does not fit.
        """
        _, pemisah, isi = bytes(data).partition(b":")
        kunci = self.kunci.get(nama_kunci(data))
        if not pemisah or kunci is None or len(isi) < 28:
            raise GagalDekripsi("unknown key or malformed value")
        try:
            return AESGCM(kunci).decrypt(isi[:12], isi[12:], konteks.encode())
        except InvalidTag as sebab:
            raise GagalDekripsi("value does not fit key and column") from sebab


def nama_kunci(data: bytes) -> str:
    """Return the id of the key that wrote a value; what carries none gives an id nobody has."""
    return bytes(data).partition(b":")[0].decode("ascii", "replace")


def baca_gantungan(teks: str) -> Gantungan:
    """Return the ring written as `id:base64,id:base64`; a plain word becomes key `k0` by hashing.

    Raises: ValueError when a key has not 32 bytes or an id is not short and alphanumeric.
    """
    if ":" not in teks:
        return Gantungan({"k0": hashlib.sha256(teks.encode()).digest()}, "k0")
    kunci: dict[str, bytes] = {}
    for bagian in teks.split(","):
        nama, _, isi = bagian.strip().partition(":")
        mentah = base64.b64decode(isi, validate=True)
        if not nama.isalnum() or len(nama) > 8 or len(mentah) != 32 or nama in kunci:
            raise ValueError("a key is written id:base64 of 32 bytes, each id once")
        kunci[nama] = mentah
    return Gantungan(kunci, next(iter(kunci)))


def indeks_buta(nilai: str, *, kunci: str, ruang: str) -> str:
    """Return the blind index of a normalised value: same value, same 64 hex digits.

    `ruang` separates kinds of value (nik, telepon), so that equal digits of two kinds do not meet.
    """
    return hmac.digest(kunci.encode(), f"{ruang}:{nilai}".encode(), "sha256").hex()
