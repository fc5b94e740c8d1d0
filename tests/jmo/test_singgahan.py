from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from jmo.singgahan import SinggahanRedis

MATI = "redis://127.0.0.1:9/1"
PILIHAN = {"OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1}}


def test_singgahan_menyimpan_dan_melupakan() -> None:
    cache.delete("uji")
    assert cache.get("uji", "tidak ada") == "tidak ada"
    assert cache.add("uji", [1, 2]) is True
    assert cache.add("uji", [3]) is False
    assert cache.get("uji") == [1, 2]
    cache.set("uji", "baru", 60)
    assert cache.delete("uji") is True
    assert cache.get("uji") is None


def test_redis_mati_terbaca_sebagai_tidak_ada(settings: Any) -> None:
    settings.REDIS_TERTANAM = False
    mati = SinggahanRedis(MATI, PILIHAN)
    mulai = time.monotonic()
    assert mati.get("a", "baku") == "baku"
    mati.set("a", 1)
    assert mati.add("a", 1) is True
    assert mati.delete("a") is False
    assert time.monotonic() - mulai < 5


def test_masuk_tetap_berjalan_tanpa_redis(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from accounts.rules.pelaku import SISTEM
    from accounts.services.akun import buat_akun

    buat_akun(nama_pengguna="budi", kata_sandi="hujan-di-bulan-juni", pelaku=SISTEM)
    settings.REDIS_TERTANAM = False
    settings.CACHES = {
        "default": {"BACKEND": "jmo.singgahan.SinggahanRedis", "LOCATION": MATI, **PILIHAN}
    }
    mulai = time.monotonic()
    jawaban = Client().post(
        reverse("account_login"), {"login": "budi", "password": "hujan-di-bulan-juni"}
    )
    assert jawaban.status_code == 302
    assert time.monotonic() - mulai < 3
