"""Signed facts that anybody can check with our public key: the text behind the QR codes.

A token reads `JMO1.KEY.DIGEST.SIGNATURE.CONTENT`. The signature (Ed25519) covers everything before
it, and the digest covers the content: so a content that was changed can be told from a token that
was never signed by us.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

AWALAN = "JMO1"
PANJANG_TERBANYAK = 2_000
_POLA = re.compile(
    r"JMO1\.([0-9a-f]{8})\.([\w-]{43})\.([\w-]{86})\.([\w-]{1,1800})", re.ASCII
)  # fmt: skip
_POLA_DALAM_TEKS = re.compile(r"JMO[0-9]\.[\w.-]+", re.ASCII)
_POLA_PEM = re.compile(
    r"-----BEGIN PUBLIC KEY-----\n.+?-----END PUBLIC KEY-----", re.DOTALL
)  # fmt: skip

# How anybody checks without us.
BENTUK_KODE = "JMO1.KUNCI.SIDIK.TANDA.ISI"
# Commands for bash with OpenSSL 3; a test runs them as they are published.
RESEP_OPENSSL = r"""
KODE='JMO1...'
IFS=. read -r V K S T I <<< "$KODE"
baca() { printf '%s%s' "$1" "$2" | tr _- /+ | openssl base64 -d -A; }
printf '%s.%s.%s' "$V" "$K" "$S" > pesan
baca "$T" == > tanda
openssl pkeyutl -verify -pubin -inkey kunci.pem -rawin -in pesan -sigfile tanda
while [ $((${#I} % 4)) -ne 0 ]; do I="$I="; done
baca "$I" "" | tee isi
printf '\n%s\n' "$S"
openssl dgst -sha256 -binary isi | openssl base64 -A | tr /+ _- | tr -d =
""".strip()


class KeadaanTanda(StrEnum):
    """What a check can say; the first one is the only good one."""

    SAH = "SAH"
    KEDALUWARSA = "KEDALUWARSA"
    DIUBAH = "DIUBAH"
    PALSU = "PALSU"
    KUNCI_ASING = "KUNCI_ASING"
    BUKAN_TANDA = "BUKAN_TANDA"


@dataclass(frozen=True, slots=True)
class KunciTanda:
    """Our private key; stays out of `repr`. `id` names its public half inside each token."""

    id: str
    _privat: Ed25519PrivateKey = field(repr=False)

    @property
    def publik(self) -> bytes:
        """The public half, 32 bytes."""
        return self._privat.public_key().public_bytes_raw()

    def tanda_tangani(self, isi: bytes) -> bytes:
        """Return the signature of these bytes, 64 bytes."""
        return self._privat.sign(isi)


@dataclass(frozen=True, slots=True)
class HasilTanda:
    """The answer of a check. Facts are given only when they are ours: SAH or KEDALUWARSA."""

    keadaan: KeadaanTanda
    jenis: str = ""
    isi: Mapping[str, Any] = field(default_factory=dict)
    terbit: datetime | None = None
    sampai: datetime | None = None


def susun_kunci(benih: bytes) -> KunciTanda:
    """Return the key that grows from a secret of 32 bytes.

    Raises: ValueError for another length.
    """
    privat = Ed25519PrivateKey.from_private_bytes(benih)
    return KunciTanda(sidik_kunci(privat.public_key().public_bytes_raw()), privat)


def sidik_kunci(publik: bytes) -> str:
    """Return the name of a public key: eight hexadecimal digits of its SHA-256."""
    return sha256(publik).hexdigest()[:8]


def terbitkan_tanda(
    isi: Mapping[str, Any], *, jenis: str, kunci: KunciTanda, terbit: datetime, sampai: datetime
) -> str:
    """Return a token that says these facts until a moment.

    Shape:  `isi` = what JSON can hold; times are aware, kept to the second.
    Raises: ValueError when the token would not fit a QR code that phones still read.
    """
    amplop = {"j": jenis, "t": int(terbit.timestamp()), "k": int(sampai.timestamp()), "i": isi}
    muatan = json.dumps(amplop, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    kepala = f"{AWALAN}.{kunci.id}.{_ke_teks(sha256(muatan).digest())}"
    tanda = kunci.tanda_tangani(kepala.encode())
    token = f"{kepala}.{_ke_teks(tanda)}.{_ke_teks(muatan)}"
    if len(token) > PANJANG_TERBANYAK:
        raise ValueError("tanda_terlalu_panjang")
    return token


def periksa_tanda(token: str, *, kunci: Mapping[str, bytes], sekarang: datetime) -> HasilTanda:
    """Say whether a token is ours, unchanged and still valid.

    Shape:  `kunci` = public keys by name, those of earlier years included. Never raises: whatever
            somebody pastes has an answer.
    """
    cocok = _POLA.fullmatch(token)
    if cocok is None:
        return HasilTanda(KeadaanTanda.BUKAN_TANDA)
    nama, sidik, tanda, teks = cocok.groups()
    if nama not in kunci:
        return HasilTanda(KeadaanTanda.KUNCI_ASING)
    mentah = _dari_teks(tanda)
    try:
        publik = Ed25519PublicKey.from_public_bytes(kunci[nama])
        publik.verify(mentah, f"{AWALAN}.{nama}.{sidik}".encode())
    except InvalidSignature:
        return HasilTanda(KeadaanTanda.PALSU)
    if _ke_teks(mentah) != tanda:
        # The last letter has bits that decoding drops: one spelling alone is ours.
        return HasilTanda(KeadaanTanda.PALSU)
    # From here on the digest is known to be ours.
    muatan = _dari_teks(teks)
    if _ke_teks(sha256(muatan).digest()) != sidik or _ke_teks(muatan) != teks:
        return HasilTanda(KeadaanTanda.DIUBAH)
    amplop = json.loads(muatan)
    sampai = datetime.fromtimestamp(amplop["k"], UTC)
    return HasilTanda(
        KeadaanTanda.SAH if sekarang < sampai else KeadaanTanda.KEDALUWARSA,
        jenis=amplop["j"],
        isi=amplop["i"],
        terbit=datetime.fromtimestamp(amplop["t"], UTC),
        sampai=sampai,
    )


def ambil_token(teks: str) -> str:
    """Return the token in what somebody pasted: bare, broken over lines, or inside an address.

    Result: what holds none comes back without blanks, to be refused by the check.
    """
    rapat = "".join(teks.split())
    cocok = _POLA_DALAM_TEKS.search(rapat)
    return cocok[0] if cocok is not None else rapat


def ke_pem(publik: bytes) -> str:
    """Return a public key as PEM, for tools that are not ours."""
    kunci = Ed25519PublicKey.from_public_bytes(publik)
    return kunci.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def baca_kunci_publik(teks: str) -> dict[str, bytes]:
    """Return the public keys by name of a file as we publish it: JSON, or one or more PEM.

    Raises: ValueError when there is no Ed25519 key in it.
    """
    if teks.lstrip().startswith("{"):
        try:
            daftar = [b64decode(satu["kunci"], validate=True) for satu in json.loads(teks)["kunci"]]
        except (KeyError, TypeError) as galat:
            raise ValueError("kunci_publik_tidak_terbaca") from galat
    else:
        daftar = [_dari_pem(satu) for satu in _POLA_PEM.findall(teks)]
    if not daftar or any(len(satu) != 32 for satu in daftar):
        raise ValueError("kunci_publik_tidak_terbaca")
    return {sidik_kunci(satu): satu for satu in daftar}


def _dari_pem(pem: str) -> bytes:
    kunci = load_pem_public_key(pem.encode())
    if not isinstance(kunci, Ed25519PublicKey):
        raise ValueError("kunci_bukan_ed25519")
    return kunci.public_bytes_raw()


def _ke_teks(isi: bytes) -> str:
    return urlsafe_b64encode(isi).rstrip(b"=").decode()


def _dari_teks(teks: str) -> bytes:
    return urlsafe_b64decode(teks + "=" * (-len(teks) % 4))
