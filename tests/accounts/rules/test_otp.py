from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.otp import (
    FaktaKode,
    IzinKirim,
    KetentuanOTP,
    PutusanKode,
    SebabTunda,
    buat_kode,
    kedaluwarsa_pada,
    periksa_kirim,
    periksa_kode,
)

K = KetentuanOTP()
PADA = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def lalu(*detik: int) -> list[datetime]:
    return [PADA - timedelta(seconds=d) for d in detik]


@given(st.integers())
def test_kode_selalu_enam_angka(benih: int) -> None:
    kode = buat_kode(Random(benih), K)
    assert len(kode) == 6
    assert kode.isdecimal()


def test_kode_menyimpan_nol_di_depan() -> None:
    kode = {buat_kode(Random(benih), K) for benih in range(100)}
    assert any(satu.startswith("0") for satu in kode)
    assert len(kode) > 90


def test_kode_berumur_lima_menit() -> None:
    assert kedaluwarsa_pada(PADA, K) == PADA + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("detik_lalu", "izin"),
    [
        pytest.param([], IzinKirim(), id="belum-pernah"),
        pytest.param([60], IzinKirim(), id="jeda-lewat"),
        pytest.param(
            [59], IzinKirim(PADA + timedelta(seconds=1), SebabTunda.JEDA), id="masih-jeda"
        ),
        pytest.param([100, 200, 300, 400], IzinKirim(), id="empat-dalam-sejam"),
        pytest.param(
            [100, 200, 300, 400, 3500],
            IzinKirim(PADA + timedelta(seconds=100), SebabTunda.BATAS_JAM),
            id="lima-dalam-sejam",
        ),
        pytest.param([100, 200, 300, 400, 3600], IzinKirim(), id="yang-kelima-sudah-sejam"),
        pytest.param(
            [10, 200, 300, 400, 3595],
            IzinKirim(PADA + timedelta(seconds=50), SebabTunda.JEDA),
            id="jeda-lebih-lama-daripada-batas-jam",
        ),
        pytest.param(
            [3500, 100, 400, 200, 300],
            IzinKirim(PADA + timedelta(seconds=100), SebabTunda.BATAS_JAM),
            id="urutan-bebas",
        ),
    ],
)
def test_periksa_kirim(detik_lalu: list[int], izin: IzinKirim) -> None:
    assert periksa_kirim(lalu(*detik_lalu), PADA, K) == izin


def test_izin_tanpa_sebab_berarti_boleh() -> None:
    assert periksa_kirim([], PADA, K).boleh
    assert not periksa_kirim([PADA], PADA, K).boleh


@given(st.lists(st.integers(0, 7200), max_size=30))
def test_tidak_pernah_lebih_dari_lima_dalam_sejam(upaya: list[int]) -> None:
    terkirim: list[datetime] = []
    for detik in sorted(upaya):
        saat = PADA + timedelta(seconds=detik)
        if periksa_kirim(terkirim, saat, K).boleh:
            terkirim.append(saat)
    for saat in terkirim:
        assert sum(saat - timedelta(hours=1) < lain <= saat for lain in terkirim) <= 5


KODE = FaktaKode(kedaluwarsa_pada=PADA + timedelta(seconds=1))


def kode(percobaan: int = 0, *, dipakai: bool = False, dibatalkan: bool = False) -> FaktaKode:
    return FaktaKode(
        kedaluwarsa_pada=KODE.kedaluwarsa_pada,
        percobaan=percobaan,
        sudah_dipakai=dipakai,
        dibatalkan=dibatalkan,
    )


@pytest.mark.parametrize(
    ("fakta", "cocok", "putusan", "sisa"),
    [
        pytest.param(kode(), True, PutusanKode.DITERIMA, 5, id="benar"),
        pytest.param(kode(4), True, PutusanKode.DITERIMA, 1, id="benar-di-kesempatan-akhir"),
        pytest.param(kode(), False, PutusanKode.SALAH, 4, id="salah"),
        pytest.param(kode(4), False, PutusanKode.HABIS_PERCOBAAN, 0, id="salah-yang-kelima"),
        pytest.param(kode(5), True, PutusanKode.HABIS_PERCOBAAN, 0, id="benar-tetapi-habis"),
        pytest.param(kode(dipakai=True), True, PutusanKode.TIDAK_BERLAKU, 0, id="sudah-dipakai"),
        pytest.param(kode(dibatalkan=True), True, PutusanKode.TIDAK_BERLAKU, 0, id="dibatalkan"),
        pytest.param(None, True, PutusanKode.TIDAK_BERLAKU, 0, id="tidak-ada"),
    ],
)
def test_periksa_kode(
    fakta: FaktaKode | None, cocok: bool, putusan: PutusanKode, sisa: int
) -> None:
    hasil = periksa_kode(fakta, cocok=cocok, sekarang=PADA, ketentuan=K)
    assert (hasil.putusan, hasil.sisa_coba) == (putusan, sisa)


@pytest.mark.parametrize("cocok", [True, False])
def test_kode_basi_tidak_diterima(cocok: bool) -> None:
    hasil = periksa_kode(kode(), cocok=cocok, sekarang=KODE.kedaluwarsa_pada, ketentuan=K)
    assert hasil.putusan is PutusanKode.KEDALUWARSA
