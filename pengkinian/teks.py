"""Error codes of this app and their sentences."""

from __future__ import annotations


KALIMAT_GALAT: dict[str, object] = {}
