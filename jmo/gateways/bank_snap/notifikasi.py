"""The bank's own messages to us: is this one really from the bank, and what is it about?

The asymmetric signature of SNAP BI: SHA256withRSA over method, path, hash of the body and time. No
clock and no network here; whether a genuine message came before is the caller's to know.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

UKURAN_MAKSIMUM: Final = 16 * 1024
JENDELA: Final = timedelta(minutes=5)
LAYANAN: Final = "76"
_ID: Final = re.compile(r"[0-9]{1,36}", re.ASCII)


class NotifikasiPalsu(Exception):
    """Not from the bank, or not from now; `kode` is our own word and safe to log."""

    def __init__(self, kode: str) -> None:
        """Keep the reason."""
        super().__init__(kode)
        self.kode = kode


@dataclass(frozen=True, slots=True)
class Notifikasi:
    """A genuine message: which of our payments it is about, and when it was signed.

    Shape:  `sidik` = hash of what was signed; a message that came before has the same one. What it
            says about the payment is left out on purpose: only an inquiry tells.
    """

    partner_ref: str
    external_id: str
    waktu: datetime
    sidik: str


def muat_kunci_bank(pem: bytes) -> RSAPublicKey:
    """Return the bank's public key.

    Raises: ValueError when it is no RSA key.
    """
    kunci = serialization.load_pem_public_key(pem)
    if not isinstance(kunci, RSAPublicKey):
        raise ValueError("public key must be RSA")
    return kunci


def periksa_notifikasi(
    *,
    kunci: RSAPublicKey,
    partner_id: str,
    jalur: str,
    isi: bytes,
    kepala: Mapping[str, str],
    kini: datetime,
) -> Notifikasi:
    """Return what a message is about, once it is sure that the bank signed it just now.

    Shape:  `kepala` by SNAP's names, whatever their case; `jalur` as the bank addressed it.
    Raises: NotifikasiPalsu: terlalu_besar, kepala, waktu, mitra, tanda_tangan, isi.
    Source: SNAP BI, Keamanan, asymmetric signature without a token.
    Unknown: which body a bank sends; our reference is looked for under SNAP's two names for it.
    """
    if len(isi) > UKURAN_MAKSIMUM:
        raise NotifikasiPalsu("terlalu_besar")
    nilai = {nama.lower(): teks for nama, teks in kepala.items()}
    external_id, tertulis = nilai.get("x-external-id", ""), nilai.get("x-timestamp", "")
    if not _ID.fullmatch(external_id) or not nilai.get("x-signature"):
        raise NotifikasiPalsu("kepala")
    waktu = _waktu(tertulis)
    if waktu is None or abs(kini - waktu) > JENDELA:
        raise NotifikasiPalsu("waktu")
    if nilai.get("x-partner-id") != partner_id:
        raise NotifikasiPalsu("mitra")
    data = f"POST:{jalur}:{hashlib.sha256(isi).hexdigest()}:{tertulis}"
    if not _sah(kunci, data, nilai["x-signature"]):
        raise NotifikasiPalsu("tanda_tangan")
    return Notifikasi(
        partner_ref=_referensi(isi), external_id=external_id, waktu=waktu,
        # The id is no part of what SNAP signs: whoever replays a message may change it at will.
        sidik=hashlib.sha256(data.encode()).hexdigest(),
    )  # fmt: skip


def _sah(kunci: RSAPublicKey, data: str, tanda_tangan: str) -> bool:
    try:
        mentah = base64.b64decode(tanda_tangan, validate=True)
        kunci.verify(mentah, data.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True


def _waktu(teks: str) -> datetime | None:
    try:
        waktu = datetime.fromisoformat(teks)
    except ValueError:
        return None
    return waktu if waktu.tzinfo is not None else None


def _referensi(isi: bytes) -> str:
    try:
        objek = json.loads(isi)
    except (ValueError, RecursionError):
        raise NotifikasiPalsu("isi") from None
    for nama in ("originalPartnerReferenceNo", "partnerReferenceNo"):
        nilai = objek.get(nama) if isinstance(objek, dict) else None
        if isinstance(nilai, str) and 1 <= len(nilai) <= 64 and nilai.isprintable():
            return nilai
    raise NotifikasiPalsu("isi")
