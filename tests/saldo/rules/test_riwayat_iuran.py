from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import Rupiah
from saldo.rules.riwayat_iuran import (
    BagianIuran,
    IsiIuran,
    Perubahan,
    bandingkan,
    hari_terlambat,
)

RP = st.integers(0, 10**9).map(Rupiah)
ISI = st.builds(IsiIuran, RP, RP, RP, RP, RP, st.dates(date(2015, 1, 1), date(2030, 1, 1)))
CONTOH = IsiIuran(
    Rupiah(5_000_000), Rupiah(185_000), Rupiah(100_000), Rupiah(100_000), Rupiah(50_000),
    date(2026, 2, 10),
)  # fmt: skip


@pytest.mark.parametrize(
    ("bulan", "dibayar", "hari"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 1, 20), 0, id="di-bulan-itu-juga"),
        pytest.param(date(2026, 1, 1), date(2026, 2, 15), 0, id="hari-terakhir"),
        pytest.param(date(2026, 1, 1), date(2026, 2, 16), 1, id="sehari-lewat"),
        pytest.param(date(2025, 12, 1), date(2026, 1, 15), 0, id="desember-jatuh-di-januari"),
        pytest.param(date(2024, 1, 1), date(2024, 3, 15), 29, id="februari-kabisat"),
    ],
)
def test_terlambat_dihitung_dari_tanggal_15_bulan_berikutnya(
    bulan: date, dibayar: date, hari: int
) -> None:
    assert hari_terlambat(bulan, dibayar) == hari


def test_koreksi_menyebut_hanya_yang_berubah_menurut_urutan_halaman() -> None:
    baru = replace(CONTOH, upah=Rupiah(4_000_000), tanggal_bayar=date(2026, 2, 12))
    assert bandingkan(CONTOH, baru) == (
        Perubahan(BagianIuran.UPAH, Rupiah(5_000_000), Rupiah(4_000_000)),
        Perubahan(BagianIuran.TANGGAL_BAYAR, date(2026, 2, 10), date(2026, 2, 12)),
    )


@given(lama=ISI, baru=ISI)
def test_perubahan_membawa_yang_lama_menjadi_yang_baru(lama: IsiIuran, baru: IsiIuran) -> None:
    isi: dict[str, Any] = {
        satu.bagian.value.lower(): satu.menjadi for satu in bandingkan(lama, baru)
    }
    assert replace(lama, **isi) == baru
    assert bandingkan(baru, baru) == ()
    assert [satu.bagian for satu in bandingkan(baru, lama)] == [
        satu.bagian for satu in bandingkan(lama, baru)
    ]
