from __future__ import annotations

import uuid
from typing import Any

import pytest

from accounts.services.tanda_pesan import baca_tanda, tanda_pesan, tautan_bukan_saya


def test_tanda_membawa_satu_pesan_dan_muat_di_sms() -> None:
    referensi = uuid.uuid4()
    tanda = tanda_pesan(referensi)
    assert baca_tanda(tanda) == referensi
    assert len(tanda) < 70


@pytest.mark.parametrize("ubah", ["depan", "belakang", "potong", "kosong", "asing", "huruf"])
def test_tanda_yang_diubah_bukan_tanda(ubah: str) -> None:
    tanda = tanda_pesan(uuid.uuid4())
    kepala, ekor = tanda.split(".")
    rusak = {
        "depan": f"{'A' if kepala[0] != 'A' else 'B'}{kepala[1:]}.{ekor}",
        "belakang": f"{kepala}.{'A' if ekor[0] != 'A' else 'B'}{ekor[1:]}",
        "potong": tanda[:-1], "kosong": "", "asing": tanda_pesan(uuid.uuid4())[:23] + ekor,
        "huruf": "é.é",
    }[ubah]  # fmt: skip
    assert baca_tanda(rusak) is None


def test_alamatnya_selalu_alamat_portal(settings: Any) -> None:
    settings.ALAMAT_PORTAL = "https://portal.contoh.id"
    assert tautan_bukan_saya(uuid.uuid4()).startswith("https://portal.contoh.id/akun/bukan-saya/")
