"""Passwords: Argon2 for all, and digests of the old app wrapped in it until the first login.

A digest of the old app is never kept bare: Argon2 is computed over it, with the old algorithm's
parameters beside. At the first login Django finds that the preferred hasher is another one and
stores the password anew.
"""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from typing import Any

import bcrypt
from django.contrib.auth.hashers import Argon2PasswordHasher, BasePasswordHasher, mask_hash

_BCRYPT = re.compile(r"\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}")
_HEKSA = {"sha1": "[0-9a-fA-F]{40}", "md5": "[0-9a-fA-F]{32}"}


class DigestTakDikenal(ValueError):
    """The digest is in no form that the old app used."""


# Each computation takes 102 MB: fifty logins at once would take five gigabytes.
_TEMPAT = threading.BoundedSemaphore(2)


class Argon2(Argon2PasswordHasher):
    """Django's Argon2 with its own parameters; at most two at a time per process."""

    def encode(self, password: str, salt: str) -> str:
        """Return the stored form, when a place is free."""
        with _TEMPAT:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Return whether the password fits, when a place is free."""
        with _TEMPAT:
            return super().verify(password, encoded)


def periksa_digest(digest: str) -> tuple[str, str, str]:
    """Read a digest of the old app: its kind, its parameters, and what is compared.

    Shape:  `bcrypt$<60 chars>`, `pbkdf2_sha256$<iterations>$<salt>$<base64>`, `sha1$<salt>$<hex>`,
            `md5$<salt>$<hex>`.
    Raises: DigestTakDikenal for any other form.
    """
    jenis, _, isi = digest.partition("$")
    match jenis, isi.split("$"):
        case "bcrypt", _ if _BCRYPT.fullmatch(isi):
            return jenis, isi[:29], isi
        case "pbkdf2_sha256", [putaran, garam, sidik] if putaran.isdecimal() and sidik:
            return jenis, f"{int(putaran)}:{garam}", sidik
        case (("sha1" | "md5"), [garam, sidik]) if re.fullmatch(_HEKSA[jenis], sidik):
            return jenis, garam, sidik.lower()
        case _:
            raise DigestTakDikenal("digest is in none of the known forms")


def bungkus(digest: str) -> str:
    """Return the wrapped form of a digest of the old app, ready for the password column.

    Raises: DigestTakDikenal as `periksa_digest`.
    """
    jenis, parameter, sidik = periksa_digest(digest)
    luar = Argon2().encode(sidik, Argon2().salt())
    return f"warisan${jenis}${base64.urlsafe_b64encode(parameter.encode()).decode()}${luar}"


def _digest_lama(jenis: str, parameter: str, kata_sandi: str) -> str:
    mentah = kata_sandi.encode()
    match jenis:
        case "bcrypt":
            return bcrypt.hashpw(mentah[:72], parameter.encode()).decode()
        case "pbkdf2_sha256":
            putaran, _, garam = parameter.partition(":")
            hasil = hashlib.pbkdf2_hmac("sha256", mentah, garam.encode(), int(putaran))
            return base64.b64encode(hasil).decode()
        case _:
            # sha1 and md5 are what the old app had; the wrapping carries the strength.
            return hashlib.new(
                jenis, parameter.encode() + mentah, usedforsecurity=False
            ).hexdigest()


class WarisanTerbungkus(BasePasswordHasher):
    """Verifies `warisan$<old kind>$<old parameters>$<argon2 over the old digest>`."""

    algorithm = "warisan"

    def encode(self, password: str, salt: str) -> str:
        """Refuse: no new password is stored in the old form."""
        raise TypeError("new passwords are stored by Argon2")

    def verify(self, password: str, encoded: str) -> bool:
        """Return whether the password gives the old digest that stands inside."""
        _, jenis, parameter, luar = encoded.split("$", 3)
        lama = _digest_lama(jenis, base64.urlsafe_b64decode(parameter).decode(), password)
        return Argon2().verify(lama, luar)

    def decode(self, encoded: str) -> dict[str, Any]:
        """Return the parts of the stored form."""
        algoritma, jenis, parameter, luar = encoded.split("$", 3)
        return {"algorithm": algoritma, "jenis": jenis, "parameter": parameter, "luar": luar}

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        """Return what an officer may see of it."""
        return {
            "algoritma": "warisan",
            "jenis": self.decode(encoded)["jenis"],
            "isi": mask_hash(encoded),
        }

    def must_update(self, encoded: str) -> bool:
        """Always: the first login stores the password anew."""
        return True

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to add: verification already runs Argon2 with the same parameters."""
