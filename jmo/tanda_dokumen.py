"""Our documents' key, from the settings: tokens are issued and checked here."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from jmo.lib.tanda import (
    HasilTanda,
    KunciTanda,
    periksa_tanda,
    sidik_kunci,
    susun_kunci,
    terbitkan_tanda,
)


@cache
def _kunci(benih: str) -> KunciTanda:
    return susun_kunci(b64decode(benih, validate=True))


def kunci_publik() -> dict[str, bytes]:
    """Return the public keys by name: ours first, then those of earlier tokens."""
    kini = _kunci(settings.KUNCI_DOKUMEN)
    lama = (b64decode(satu, validate=True) for satu in settings.KUNCI_DOKUMEN_LAMA)
    return {kini.id: kini.publik, **{sidik_kunci(satu): satu for satu in lama}}


def daftar_kunci() -> list[dict[str, str]]:
    """Return the public keys as they are published, the one in use first."""
    return [
        {"id": nama, "jenis": "Ed25519", "kunci": b64encode(isi).decode()}
        for nama, isi in kunci_publik().items()
    ]


def terbitkan(isi: Mapping[str, Any], *, jenis: str, umur: timedelta) -> str:
    """Return a token with these facts that holds for so long from now."""
    kini = timezone.now()
    return terbitkan_tanda(
        isi, jenis=jenis, kunci=_kunci(settings.KUNCI_DOKUMEN), terbit=kini, sampai=kini + umur
    )


def periksa(token: str) -> HasilTanda:
    """Say whether a token is ours, unchanged and still valid."""
    return periksa_tanda(token, kunci=kunci_publik(), sekarang=timezone.now())


def alamat_periksa(token: str) -> str:
    """Return the address at which anybody can check this token: what a QR code holds."""
    return f"{settings.ALAMAT_PORTAL}/periksa/{token}"
