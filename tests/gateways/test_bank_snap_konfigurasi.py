from __future__ import annotations

from typing import Any

import pytest

from jmo.sandbox.kunci import PasanganKunci
from tests.sandbox.alat_bank import RAHASIA, konfigurasi

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
ALAMAT = "https://api.bank.example"


@pytest.mark.parametrize(
    ("salah", "sebab"),
    [
        ({"alamat": "http://api.bank.example", "izinkan_http": False}, "https"),
        ({"alamat": "ftp://api.bank.example"}, "https"),
        ({"awalan_jalur": "openapi"}, "awalan_jalur"),
        ({"awalan_jalur": "/openapi/"}, "awalan_jalur"),
        ({"client_id": ""}, "client_id"),
        ({"client_id": "x\r\nX-Lain: 1"}, "client_id"),
        ({"client_id": "é"}, "client_id"),
        ({"partner_id": "P" * 37}, "partner_id"),
        ({"channel_id": "950011"}, "channel_id"),
        ({"rekening_sumber": "1" * 20}, "rekening_sumber"),
        ({"penyandian": "base32"}, "penyandian"),
        ({"tanya_setelah_detik": ()}, "tanya_setelah_detik"),
        ({"tanya_setelah_detik": (0, 60)}, "tanya_setelah_detik"),
        ({"tanya_setelah_detik": (60, 60)}, "tanya_setelah_detik"),
        ({"tanya_setelah_detik": (60, 30)}, "tanya_setelah_detik"),
        ({"kunci_privat": b"bukan pem"}, "."),
    ],
)
def test_yang_tak_dimengerti_ditolak(
    kunci: PasanganKunci, salah: dict[str, Any], sebab: str
) -> None:
    salah = dict(salah)
    with pytest.raises(ValueError, match=sebab):
        konfigurasi(salah.pop("alamat", ALAMAT), kunci, **salah)


def test_baku_adalah_yang_aman(kunci: PasanganKunci) -> None:
    hasil = konfigurasi(ALAMAT, kunci, izinkan_http=False)
    assert hasil.tolak_referensi_ganda is False
    assert hasil.verifikasi_tls is True
    assert hasil.tanya_setelah_detik == (60, 120, 300, 600, 900)


def test_repr_hanya_menyebut_bank(kunci: PasanganKunci) -> None:
    assert repr(konfigurasi(ALAMAT, kunci)) == f"KonfigurasiBank({ALAMAT}, kode_bank=008)"
    assert RAHASIA not in f"{konfigurasi(ALAMAT, kunci)}"
