from __future__ import annotations

from datetime import date

import pytest

from jmo.lib.kalender import libur, susun_kalender, tahun_belum_ditetapkan


@pytest.mark.parametrize(
    "tanggal",
    [
        pytest.param(date(2026, 8, 17), id="kemerdekaan"),
        pytest.param(date(2026, 12, 25), id="natal"),
        pytest.param(date(2026, 12, 24), id="cuti-bersama"),
    ],
)
def test_libur_nasional_dan_cuti_bersama_bukan_hari_kerja(tanggal: date) -> None:
    assert libur(tanggal)


def test_hari_biasa_bukan_libur() -> None:
    assert not libur(date(2026, 11, 23))


def test_penetapan_menang_atas_kalender_bawaan() -> None:
    kalender = susun_kalender(
        tambahan=frozenset({date(2026, 11, 24)}), dicabut=frozenset({date(2026, 12, 24)})
    )
    assert kalender(date(2026, 11, 24))
    assert not kalender(date(2026, 12, 24))
    assert kalender(date(2026, 12, 25))
    with pytest.raises(ValueError, match="kalender_bertentangan"):
        susun_kalender(tambahan={date(2026, 1, 1)}, dicabut={date(2026, 1, 1)})


@pytest.mark.parametrize(
    ("hari_ini", "ditetapkan", "kurang"),
    [
        pytest.param(date(2026, 10, 31), {2026}, (), id="belum-november"),
        pytest.param(date(2026, 11, 1), {2026}, (2027,), id="satu-november"),
        pytest.param(date(2026, 11, 1), {2026, 2027}, (), id="sudah"),
        pytest.param(date(2027, 1, 1), {2026}, (2027,), id="terlewat"),
        pytest.param(date(2026, 12, 31), set[int](), (2026, 2027), id="dua-tahun"),
    ],
)
def test_tahun_yang_belum_ditetapkan(
    hari_ini: date, ditetapkan: set[int], kurang: tuple[int, ...]
) -> None:
    assert tahun_belum_ditetapkan(hari_ini=hari_ini, ditetapkan=ditetapkan) == kurang
