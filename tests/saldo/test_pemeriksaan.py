from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from accounts.rules.pelaku import SISTEM
from saldo.pemeriksaan import periksa_tarif
from saldo.services.tarif import muat_tarif_contoh


def kode() -> set[str | None]:
    return {satu.id for satu in run_checks(databases=["default"]) if satu.id}


def test_produksi_menolak_tarif_contoh_dan_menyebut_tahunnya(db: None, settings: Any) -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    assert "saldo.E001" not in kode()
    settings.PRODUKSI = True
    (galat,) = periksa_tarif(databases=["default"])
    assert galat.id == "saldo.E001"
    assert "2015, 2021, 2022, 2023, 2024, 2025" in galat.msg
    assert "2015, 2021" in str(galat.hint)
    with pytest.raises(SystemCheckError, match="Sample return rates"):
        call_command("check", databases=["default"])


def test_tahun_tanpa_tarif_resmi_hanya_pemberitahuan(db: None, settings: Any) -> None:
    settings.PRODUKSI = True
    (info,) = periksa_tarif(databases=["default"])
    assert info.id == "saldo.I001"
    assert info.msg.startswith("No official return rate: 2015, 2021")


def test_pemeriksaan_biasa_tidak_menyentuh_basis_data() -> None:
    # Without the database fixture a query would be refused.
    assert periksa_tarif(databases=None) == []
