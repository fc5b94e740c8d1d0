from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command


def test_produksi_dan_angka_salah_ditolak(settings: Any) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("simulasi_gangguan", riwayat=0)
    with pytest.raises(CommandError, match="--mulai at least 0"):
        call_command("simulasi_gangguan", mulai=-1)
    settings.PRODUKSI = True
    with pytest.raises(CommandError, match="outside production"):
        call_command("simulasi_gangguan")
