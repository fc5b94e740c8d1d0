from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.layanan_175 import (
    FaktaDitanya,
    Ketentuan175,
    hitung_benar,
    rentang_upah,
    sedang_terbuka,
    terbuka_pada,
)

K = Ketentuan175()
PADA = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
BENAR = {
    FaktaDitanya.BULAN_PERTAMA: {"2019-03"},
    FaktaDitanya.PERUSAHAAN: {"PT Contoh Makmur", "CV Sinar Abadi"},
    FaktaDitanya.RENTANG_UPAH: {"1"},
    FaktaDitanya.BULAN_TERAKHIR: (),
}


@pytest.mark.parametrize(
    ("upah", "rentang"),
    [(0, "0"), (3_000_000, "0"), (3_000_001, "1"), (8_000_000, "2"), (12_000_001, "4")],
)
def test_rentang_upah(upah: int, rentang: str) -> None:
    assert rentang_upah(upah) == rentang


@pytest.mark.parametrize(
    ("fakta", "isi", "benar"),
    [
        pytest.param(FaktaDitanya.BULAN_PERTAMA, "2019-03", 1, id="bulan"),
        pytest.param(FaktaDitanya.BULAN_PERTAMA, "2019-04", 0, id="bulan-lain"),
        pytest.param(FaktaDitanya.PERUSAHAAN, "contoh makmur", 1, id="perusahaan-tanpa-pt"),
        pytest.param(FaktaDitanya.PERUSAHAAN, "CV. Sinar Abadii", 1, id="perusahaan-salah-eja"),
        pytest.param(FaktaDitanya.PERUSAHAAN, "PT", 0, id="bentuk-saja-bukan-nama"),
        pytest.param(FaktaDitanya.PERUSAHAAN, "Bank Nusantara", 0, id="perusahaan-lain"),
        pytest.param(FaktaDitanya.BULAN_TERAKHIR, "", 0, id="kosong"),
        pytest.param(FaktaDitanya.BULAN_TERAKHIR, "2020-01", 0, id="buku-tidak-tahu"),
        pytest.param(FaktaDitanya.BANYAK_KARTU, "1", 0, id="fakta-tidak-ada"),
    ],
)
def test_jawaban_dinilai_satu_satu(fakta: FaktaDitanya, isi: str, benar: int) -> None:
    assert hitung_benar({fakta: isi}, BENAR, K) == benar


def test_kontak_terbuka_sehari_kemudian_selama_seminggu() -> None:
    buka = terbuka_pada(PADA, K)
    assert buka == PADA + timedelta(hours=24)
    satu = timedelta(seconds=1)
    assert not sedang_terbuka(None, kini=buka, ketentuan=K)
    assert not sedang_terbuka(buka, kini=buka - satu, ketentuan=K)
    assert sedang_terbuka(buka, kini=buka, ketentuan=K)
    assert not sedang_terbuka(buka, kini=buka + timedelta(days=7), ketentuan=K)
