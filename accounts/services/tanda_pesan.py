"""The signed mark of one notice: what the link "this was not me" carries.

It names a message by its random reference, and no person.
"""

from __future__ import annotations

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

_TANDA = Signer(sep=".", salt="accounts.bukan_saya")


def tanda_pesan(referensi: uuid.UUID) -> str:
    """Return the mark of a message, fit for an address."""
    return _TANDA.sign(urlsafe_b64encode(referensi.bytes).rstrip(b"=").decode())


def baca_tanda(tanda: str) -> uuid.UUID | None:
    """Return whose mark this is, None for one that is not ours."""
    try:
        return uuid.UUID(bytes=urlsafe_b64decode(_TANDA.unsign(tanda) + "=="))
    except (BadSignature, binascii.Error, ValueError):
        return None


def tautan_bukan_saya(referensi: uuid.UUID) -> str:
    """Return the link under the portal's own address, whatever host a request named."""
    return settings.ALAMAT_PORTAL + reverse("bukan_saya", args=[tanda_pesan(referensi)])
