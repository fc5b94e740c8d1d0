"""SNAP signatures: RSA for the token, HMAC for each transaction. No clock and no network here."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Final, Literal, TypeAlias

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from jmo.lib.tanggal import WIB

Penyandian: TypeAlias = Literal["base64", "hex"]
BIT_KUNCI_MINIMUM: Final = 2048


def muat_kunci_privat(pem: bytes) -> RSAPrivateKey:
    """Return the RSA key that signs token requests.

    Raises: ValueError when it is no unencrypted RSA key of at least 2048 bits.
    """
    kunci = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(kunci, RSAPrivateKey) or kunci.key_size < BIT_KUNCI_MINIMUM:
        raise ValueError("private key must be RSA of at least 2048 bits")
    return kunci


def stempel_waktu(saat: datetime) -> str:
    """Return `yyyy-MM-ddTHH:mm:ss+07:00`, the 25 characters of X-TIMESTAMP.

    Raises: ValueError for a naive instant.
    """
    if saat.tzinfo is None:
        raise ValueError("instant without a zone")
    return saat.astimezone(WIB).isoformat(timespec="seconds")


def tanda_tangani_token(kunci: RSAPrivateKey, *, client_id: str, waktu: str) -> str:
    """Sign a token request: Base64 of SHA256withRSA (PKCS#1 v1.5) over `client_id|timestamp`.

    Source: SNAP BI, Keamanan, access token B2B.
    """
    data = f"{client_id}|{waktu}".encode()
    return base64.b64encode(kunci.sign(data, padding.PKCS1v15(), hashes.SHA256())).decode()


def tanda_tangani_transaksi(
    *,
    rahasia: str,
    metode: str,
    jalur: str,
    token: str,
    isi: bytes,
    waktu: str,
    penyandian: Penyandian = "base64",
) -> str:
    """Sign a transaction with HMAC-SHA512 and the client secret as plain text.

    Shape:   `jalur` is relative, prefix and query included; `isi` the exact bytes that are sent,
             already without spare whitespace; `token` without the word Bearer.
    Source:  SNAP BI, Keamanan, symmetric signature; own vector tests/vektor/snap_transaksi.json.
    Unknown: the encoding. Some banks want Base64, some lower-case hex, so it is their option.
    """
    sidik = hashlib.sha256(isi).hexdigest()
    data = f"{metode.upper()}:{jalur}:{token}:{sidik}:{waktu}".encode()
    mac = hmac.new(rahasia.encode(), data, hashlib.sha512).digest()
    return mac.hex() if penyandian == "hex" else base64.b64encode(mac).decode()
