from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.penguncian import (
    HasilPenguncian,
    KetentuanPenguncian,
    jaringan_alamat,
    periksa_penguncian,
)

K = KetentuanPenguncian()
PADA = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gagal", "detik"),
    [
        pytest.param(0, 0, id="belum-gagal"),
        pytest.param(4, 0, id="empat-gratis"),
        pytest.param(5, 30, id="kelima"),
        pytest.param(6, 60, id="keenam"),
        pytest.param(7, 120, id="ketujuh"),
        pytest.param(11, 1920, id="kesebelas"),
        pytest.param(12, 3600, id="paling-lama-sejam"),
        pytest.param(99, 3600, id="tetap-sejam"),
    ],
)
def test_jeda_tumbuh(gagal: int, detik: int) -> None:
    hasil = periksa_penguncian(
        gagal_berurutan=gagal, gagal_terakhir_pada=PADA, sekarang=PADA, ketentuan=K
    )
    assert hasil == HasilPenguncian(PADA + timedelta(seconds=detik) if detik else None)
    assert hasil.boleh is (detik == 0)
    setelahnya = periksa_penguncian(
        gagal_berurutan=gagal,
        gagal_terakhir_pada=PADA,
        sekarang=PADA + timedelta(seconds=detik),
        ketentuan=K,
    )
    assert setelahnya.boleh


def test_setelah_seratus_hanya_cara_lain() -> None:
    hasil = periksa_penguncian(
        gagal_berurutan=100,
        gagal_terakhir_pada=PADA,
        sekarang=PADA + timedelta(days=9),
        ketentuan=K,
    )
    assert hasil.perlu_cara_lain
    assert not hasil.boleh


def test_perangkat_yang_dikenal_dapat_menunggu_lebih_singkat() -> None:
    hasil = periksa_penguncian(
        gagal_berurutan=50,
        gagal_terakhir_pada=PADA,
        sekarang=PADA,
        ketentuan=KetentuanPenguncian(terlama_detik=900),
    )
    assert hasil.terkunci_sampai == PADA + timedelta(minutes=15)


def test_tanpa_waktu_gagal_tidak_mengunci() -> None:
    hasil = periksa_penguncian(
        gagal_berurutan=7, gagal_terakhir_pada=None, sekarang=PADA, ketentuan=K
    )
    assert hasil.boleh


@pytest.mark.parametrize(
    ("alamat", "jaringan"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_jaringan_alamat(alamat: str, jaringan: str) -> None:
    assert jaringan_alamat(alamat) == jaringan


def test_bukan_alamat_ditolak() -> None:
    with pytest.raises(ValueError, match="not appear to be"):
        jaringan_alamat("bukan alamat")
