from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.sesi import (
    KETENTUAN_SESI,
    AkhirSesi,
    periksa_sesi,
    perlu_disentuh,
    sisa_detik,
)

MASUK = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("diam", "lama", "akhir", "sisa"),
    [
        pytest.param(timedelta(0), timedelta(0), None, 900, id="baru-masuk"),
        pytest.param(timedelta(minutes=14, seconds=59), timedelta(hours=1), None, 1, id="hampir"),
        pytest.param(timedelta(minutes=15), timedelta(hours=1), AkhirSesi.DIAM, 0, id="diam"),
        pytest.param(timedelta(0), timedelta(hours=11, minutes=59), None, 60, id="hampir-12-jam"),
        pytest.param(timedelta(0), timedelta(hours=12), AkhirSesi.LAMA, 0, id="sibuk-12-jam"),
        pytest.param(timedelta(hours=13), timedelta(hours=13), AkhirSesi.LAMA, 0, id="keduanya"),
    ],
)
def test_sesi_berakhir_karena_diam_atau_karena_lama(
    diam: timedelta, lama: timedelta, akhir: AkhirSesi | None, sisa: int
) -> None:
    kini = MASUK + lama
    waktu = {"masuk_pada": MASUK, "terakhir_pada": kini - diam, "kini": kini}
    assert periksa_sesi(**waktu, ketentuan=KETENTUAN_SESI) is akhir
    assert sisa_detik(**waktu, ketentuan=KETENTUAN_SESI) == sisa


def test_kegiatan_ditulis_paling_sering_dua_kali_semenit() -> None:
    for detik, perlu in ((0, False), (29, False), (30, True)):
        kini = MASUK + timedelta(seconds=detik)
        assert perlu_disentuh(terakhir_pada=MASUK, kini=kini, ketentuan=KETENTUAN_SESI) is perlu
