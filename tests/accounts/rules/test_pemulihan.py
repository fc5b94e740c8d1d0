from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.pemulihan import (
    HasilPulih,
    KeadaanPulih,
    KetentuanPemulihan,
    baca_pemulihan,
    boleh_mengganti,
)

PULIH = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
KETENTUAN = KetentuanPemulihan()
JAM = timedelta(hours=1)


def baca(pulih: datetime | None, bukti: datetime | None, kini: datetime) -> HasilPulih:
    return baca_pemulihan(pulih, bukti, kini=kini, ketentuan=KETENTUAN)


@pytest.mark.parametrize(
    ("pulih", "bukti", "kini", "keadaan"),
    [
        pytest.param(None, None, PULIH, "BIASA", id="tidak-pernah"),
        pytest.param(PULIH, None, PULIH + 900 * JAM, "PERLU_BUKTI", id="waktu-saja-tidak-cukup"),
        pytest.param(PULIH, PULIH - JAM, PULIH + 13 * JAM, "PERLU_BUKTI", id="bukti-lama"),
        pytest.param(PULIH, PULIH, PULIH + 13 * JAM, "PERLU_BUKTI", id="bukti-saat-itu"),
        pytest.param(PULIH, PULIH + JAM, PULIH + 11 * JAM, "TENANG", id="bukti-saja-tidak-cukup"),
        pytest.param(PULIH, PULIH + JAM, PULIH + 12 * JAM, "BIASA", id="bukti-dan-dua-belas-jam"),
        pytest.param(PULIH, PULIH + 20 * JAM, PULIH + 20 * JAM, "BIASA", id="bukti-belakangan"),
    ],
)
def test_bukti_dan_waktu_keduanya_diperlukan(
    pulih: datetime | None, bukti: datetime | None, kini: datetime, keadaan: str
) -> None:
    assert baca(pulih, bukti, kini).keadaan == keadaan


def test_waktu_buka_disebut_setelah_terbukti() -> None:
    assert baca(PULIH, PULIH + JAM, PULIH + 2 * JAM).terbuka_pada == PULIH + 12 * JAM
    assert baca(PULIH, None, PULIH + 2 * JAM).terbuka_pada is None


@pytest.mark.parametrize(
    ("keadaan", "pertama", "boleh"),
    [
        ("BIASA", False, True),
        ("TENANG", False, False),
        ("TENANG", True, True),
        ("PERLU_BUKTI", True, False),
        ("PERLU_BUKTI", False, False),
    ],
)
def test_yang_pertama_tidak_merugikan_siapa_pun(keadaan: str, pertama: bool, boleh: bool) -> None:
    assert boleh_mengganti(HasilPulih(KeadaanPulih(keadaan)), pertama=pertama) is boleh
