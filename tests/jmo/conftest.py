from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from accounts.models import Akun


@pytest.fixture
def akun_budi(db: None) -> Akun:
    from accounts.rules.pelaku import SISTEM
    from accounts.services.akun import buat_akun

    return buat_akun(nama_pengguna="budi", kata_sandi=None, pelaku=SISTEM)
