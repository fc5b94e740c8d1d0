"""The bank as tests speak to it: the portal's own configuration, with shorter patience."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from jmo.gateways.bank_snap import KonfigurasiBank


def konfigurasi_bank(*, timeout_baca: float) -> KonfigurasiBank:
    """Return the configuration of `pengkinian.services.mitra.bank` with this read timeout."""
    from pengkinian.services import mitra

    assert Path(settings.BANK["kunci_privat"]).exists()
    return replace(mitra.bank().konfigurasi, timeout_baca=timeout_baca)
