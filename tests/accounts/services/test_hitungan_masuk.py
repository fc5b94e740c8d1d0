from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from accounts.services.hitungan_masuk import boleh_coba, kunci_hitungan, lupakan_gagal


@pytest.fixture(autouse=True)
def _bersih() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def kunci(login: str = "budi", alamat: str = "203.0.113.9", sidik: str = "") -> str:
    return kunci_hitungan(login=login, alamat=alamat, sidik=sidik)


def test_kunci_menurut_login_dan_tempat_tanpa_dapat_dibaca() -> None:
    assert kunci() == kunci()
    assert len({kunci(), kunci("siti"), kunci(alamat="203.0.113.8"), kunci(sidik="a" * 64)}) == 4
    assert kunci(sidik="a" * 64) == kunci(alamat="10.0.0.1", sidik="a" * 64)
    assert "budi" not in kunci()
    assert "203.0.113.9" not in kunci()


def test_lima_kali_lalu_menunggu_dan_yang_benar_menghapusnya() -> None:
    assert [boleh_coba(kunci()) for _ in range(7)] == [True] * 5 + [False] * 2
    assert boleh_coba(kunci("siti"))
    lupakan_gagal(kunci())
    assert boleh_coba(kunci())


def test_dua_puluh_tebakan_serentak_tetap_dihitung_satu_per_satu() -> None:
    with ThreadPoolExecutor(20) as pekerja:
        hasil = list(pekerja.map(boleh_coba, [kunci()] * 20))
    assert 1 <= sum(hasil) <= 5
