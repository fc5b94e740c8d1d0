"""Checks our client's signatures. Written apart from the client's code, so that one error cannot
hide in both.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_SPASI: Final = re.compile(rb'("(?:[^"\\]|\\.)*")|[ \t\r\n]+', re.DOTALL)


def muat_kunci_publik(pem: bytes) -> rsa.RSAPublicKey:
    """The client's public key; ValueError when it is no RSA key."""
    kunci = serialization.load_pem_public_key(pem)
    if not isinstance(kunci, rsa.RSAPublicKey):
        raise ValueError("public key must be RSA")
    return kunci


def sah_token(kunci: rsa.RSAPublicKey, *, client_id: str, waktu: str, tanda_tangan: str) -> bool:
    """Is this SHA256withRSA over `client_id|timestamp`?"""
    try:
        mentah = base64.b64decode(tanda_tangan, validate=True)
        kunci.verify(mentah, f"{client_id}|{waktu}".encode(), padding.PKCS1v15(), hashes.SHA256())
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True


def sah_transaksi(
    *,
    rahasia: str,
    metode: str,
    jalur: str,
    token: str,
    isi: bytes,
    waktu: str,
    tanda_tangan: str,
) -> bool:
    """Is this the HMAC-SHA512, in Base64 or hex, over the minified body?"""
    sidik = hashlib.sha256(_SPASI.sub(lambda c: c[1] or b"", isi)).hexdigest()
    bagian = (metode.upper(), jalur, token, sidik, waktu)
    harap = hmac.new(rahasia.encode(), ":".join(bagian).encode(), hashlib.sha512).digest()
    return any(
        hmac.compare_digest(sandi.encode(), tanda_tangan.encode())
        for sandi in (base64.b64encode(harap).decode(), harap.hex())
    )
