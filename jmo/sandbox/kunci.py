"""The RSA key pairs of the sandbox: made on the first start, never part of the repository."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

NAMA_PRIVAT = "kunci_privat.pem"
NAMA_PUBLIK = "kunci_publik.pem"
# With its own pair the bank signs its notices to the portal.
AWALAN_BANK = "bank_"


@dataclass(frozen=True, slots=True)
class PasanganKunci:
    """Where the private key lies (for the portal), and the public key (for the bank)."""

    berkas_privat: Path
    publik_pem: bytes


def siapkan_kunci(folder: Path, awalan: str = "") -> PasanganKunci:
    """Return the pair of this name in the folder, making it when there is none.

    Two processes that start at once end up with the same pair: the first file stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    berkas = folder / f"{awalan}{NAMA_PRIVAT}"
    if not berkas.exists():
        kunci = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = kunci.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        # mkstemp opens with mode 0600; a link fails where a rename would replace.
        pegangan, sementara = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(pegangan, "wb") as tulis:
                tulis.write(pem)
            os.link(sementara, berkas)
        except FileExistsError:
            pass
        finally:
            Path(sementara).unlink()
    privat = serialization.load_pem_private_key(berkas.read_bytes(), password=None)
    publik = privat.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (folder / f"{awalan}{NAMA_PUBLIK}").write_bytes(publik)
    return PasanganKunci(berkas_privat=berkas, publik_pem=publik)
