"""Model fields whose column holds ciphertext; Python sees the value."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models

from jmo.lib import sandi


@cache
def gantungan() -> sandi.Gantungan:
    """Return the key ring of the settings."""
    return sandi.baca_gantungan(settings.KUNCI_DATA)


def indeks(nilai: str, *, ruang: str) -> str:
    """Return the blind index of a normalised value under the portal's key."""
    return sandi.indeks_buta(nilai, kunci=settings.KUNCI_INDEKS, ruang=ruang)


# Secrets of second factors stand as text in a table of allauth.
KONTEKS_MFA = "mfa_authenticator.data"


def sandikan_teks(teks: str, *, konteks: str) -> str:
    """Return `id:base64` for a place that holds text only, bound to `konteks`."""
    kunci, _, isi = gantungan().enkripsi(teks.encode(), konteks=konteks).partition(b":")
    return f"{kunci.decode()}:{base64.b64encode(isi).decode()}"


def buka_teks(teks: str, *, konteks: str) -> str:
    """Return what `sandikan_teks` was given.

    Raises: GagalDekripsi for what it did not write, or wrote for another place.
    """
    kunci, pemisah, isi = teks.partition(":")
    try:
        mentah = kunci.encode("ascii") + pemisah.encode() + base64.b64decode(isi, validate=True)
    except ValueError as sebab:
        raise sandi.GagalDekripsi("malformed value") from sebab
    return gantungan().dekripsi(mentah, konteks=konteks).decode()


class BidangTerenkripsi(models.BinaryField):  # type: ignore[type-arg]
    """Common part: bound to table and column, so a value copied elsewhere does not decrypt."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep it out of forms."""
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    @property
    def _konteks(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def _ke_bytes(self, nilai: Any) -> bytes:
        raise TypeError("use one of the concrete fields")

    def _dari_bytes(self, data: bytes) -> Any:
        raise TypeError("use one of the concrete fields")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Encrypt on the way in; None stays NULL."""
        if value is not None and not prepared:
            value = gantungan().enkripsi(self._ke_bytes(value), konteks=self._konteks)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Decrypt on the way out; raises GagalDekripsi rather than returning ciphertext."""
        if value is None:
            return None
        return self._dari_bytes(gantungan().dekripsi(bytes(value), konteks=self._konteks))

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse comparisons: ciphertext differs each time, search goes by the blind index."""
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted: filter by its blind index.")
        return super().get_lookup(lookup_name)


class TeksTerenkripsi(BidangTerenkripsi):
    """Text, encrypted."""

    def _ke_bytes(self, nilai: Any) -> bytes:
        return str(nilai).encode()

    def _dari_bytes(self, data: bytes) -> str:
        return data.decode()

    def to_python(self, value: Any) -> Any:
        """Keep text as it is (BinaryField would decode base64)."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Never serialise the plain value."""
        raise TypeError(f"{self.name} is not serialised.")


class BytesTerenkripsi(TeksTerenkripsi):
    """Bytes (a picture, a template, a message to the bank), encrypted."""

    def _ke_bytes(self, nilai: Any) -> bytes:
        return bytes(nilai)

    def _dari_bytes(self, data: bytes) -> Any:
        return data


class JSONTerenkripsi(TeksTerenkripsi):
    """A JSON value, encrypted."""

    def _ke_bytes(self, nilai: Any) -> bytes:
        return json.dumps(nilai, separators=(",", ":"), ensure_ascii=False).encode()

    def _dari_bytes(self, data: bytes) -> Any:
        return json.loads(data)
