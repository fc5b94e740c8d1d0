"""System checks: production never runs on rates that nobody set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from jmo.lib.tanggal import hari_ini_wib
from saldo.rules.pengembangan import tahun_tanpa_tarif
from saldo.selectors import tarif_pengembangan
from saldo.selectors.ketentuan import tabel_ketentuan_ada

# The fund in its present form began in 2014; the first year of its return rates is 2015.
TAHUN_PERTAMA = 2015


@register(Tags.database, Tags.security)
def periksa_tarif(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Refuse sample rates in production and say which years have no official one.

    Runs with `manage.py check --database default`, which start-up calls.
    """
    if DEFAULT_DB_ALIAS not in (databases or []) or not tabel_ketentuan_ada():
        return []
    tarif = tarif_pengembangan()
    contoh = sorted(tahun for tahun, satu in tarif.items() if satu.contoh)
    resmi = {tahun for tahun, satu in tarif.items() if not satu.contoh}
    kurang = tahun_tanpa_tarif(
        resmi, dari=TAHUN_PERTAMA, sampai=hari_ini_wib(timezone.now()).year - 1
    )
    hasil: list[CheckMessage] = []
    if contoh and settings.PRODUKSI:
        hasil.append(
            Error(
                f"Sample return rates are loaded: {_deret(contoh)}.",
                hint=f"Load the official rates; years without one: {_deret(kurang)}.",
                id="saldo.E001",
            )
        )
    elif kurang:
        hasil.append(Info(f"No official return rate: {_deret(kurang)}.", id="saldo.I001"))
    return hasil


def _deret(tahun: Sequence[int]) -> str:
    return ", ".join(map(str, tahun)) or "-"
