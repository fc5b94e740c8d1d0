from __future__ import annotations

import pytest

from accounts.rules.pelaku import SISTEM, JenisPelaku, Pelaku, tugas


def test_mesin_tanpa_akun_dan_orang_dengan_akun() -> None:
    assert (SISTEM.jenis, SISTEM.akun_id) == ("SISTEM", None)
    assert tugas("accounts.kirim_pesan") == Pelaku("TUGAS", "accounts.kirim_pesan")
    assert Pelaku("PETUGAS", "rina", 7).akun_id == 7


@pytest.mark.parametrize(
    ("jenis", "akun_id"), [("AKUN", None), ("PETUGAS", None), ("TUGAS", 1), ("SISTEM", 1)]
)
def test_pelaku_yang_mustahil_ditolak(jenis: JenisPelaku, akun_id: int | None) -> None:
    with pytest.raises(ValueError, match="act through an account"):
        Pelaku(jenis, "x", akun_id)
