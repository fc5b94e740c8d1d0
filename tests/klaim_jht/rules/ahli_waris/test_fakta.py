from __future__ import annotations

from typing import Any

import pytest

from klaim_jht.rules.ahli_waris import JenisWakil
from tests.klaim_jht.rules.ahli_waris.contoh import HARI_INI, KELUARGA, PUTRA, PUTRI, ganti

W = JenisWakil


@pytest.mark.parametrize(
    ("nomor", "beda", "sah"),
    [
        (2, {}, set()),
        (3, {}, {W.ORANG_TUA, W.WALI}),
        (3, {"pernah_kawin": True}, set()),
        (3, {"diampu": True}, {W.PENGAMPU}),
        (2, {"diampu": True}, {W.PENGAMPU}),
    ],
)
def test_siapa_yang_boleh_mewakili(nomor: int, beda: dict[str, Any], sah: set[W]) -> None:
    orang = ganti(PUTRI if nomor == 2 else PUTRA, **beda)
    satu = next(s for s in orang if s.nomor == nomor)
    assert satu.wakil_sah(pada=HARI_INI, usia_dewasa=18) == sah


def test_ambil_menurut_nomor() -> None:
    assert KELUARGA.ambil(2) == PUTRI
    assert KELUARGA.ambil(None) is None
    assert KELUARGA.ambil(9) is None
