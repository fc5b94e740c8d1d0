from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from saldo.rules.unggahan import (
    BERJALAN,
    HIDUP,
    TRANSISI,
    StatusUnggahan,
    boleh_menyetujui,
    boleh_pindah,
    sudah_lewat,
    tunda_ulang,
)

S = StatusUnggahan


def test_setiap_keadaan_tercapai_dan_yang_akhir_tetap_akhir() -> None:
    assert set(TRANSISI) == set(S)
    tercapai, sisa = {S.MENUNGGU_UJI}, [S.MENUNGGU_UJI]
    while sisa:
        for ke in TRANSISI[sisa.pop()] - tercapai:
            tercapai.add(ke)
            sisa.append(ke)
    assert tercapai == set(S)
    assert {"MENUNGGU_UJI", "SIAP", "MENUNGGU_BUKU"} == HIDUP
    assert BERJALAN < HIDUP


@pytest.mark.parametrize(
    ("dari", "ke", "boleh"),
    [
        ("SIAP", S.MENUNGGU_BUKU, True),
        ("MENUNGGU_BUKU", S.SIAP, True),
        ("MENUNGGU_UJI", S.DIBUKUKAN, False),
        ("DIBUKUKAN", S.SIAP, False),
        ("MENUNGGU_BUKU", S.DIBATALKAN, False),
    ],
)
def test_perpindahan_menurut_tabel(dari: str, ke: StatusUnggahan, boleh: bool) -> None:
    assert boleh_pindah(dari, ke) is boleh


def test_yang_mengunggah_dan_mesin_tidak_menyetujui() -> None:
    assert boleh_menyetujui(pengunggah_id=1, akun_id=2)
    assert not boleh_menyetujui(pengunggah_id=1, akun_id=1)
    assert not boleh_menyetujui(pengunggah_id=1, akun_id=None)


def test_tunda_berlipat_sampai_sejam_dan_simpan_tiga_puluh_hari() -> None:
    assert [tunda_ulang(ke).seconds // 60 for ke in (0, 1, 2, 3)] == [1, 1, 2, 4]
    assert tunda_ulang(50) == timedelta(hours=1)
    kini = datetime(2026, 11, 23, tzinfo=UTC)
    assert sudah_lewat(kini - timedelta(days=30), kini)
    assert not sudah_lewat(kini - timedelta(days=29, hours=23), kini)
