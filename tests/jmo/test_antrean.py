from __future__ import annotations

import json
import logging
import time
from base64 import b64decode
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import transaction

from jmo.antrean import bunyikan
from jmo.celery import aplikasi

MATI = "redis://127.0.0.1:9/0"


@pytest.fixture
def bel() -> Any:
    """The bells that wait in queue `pesan`, oldest first."""
    klien = redis.from_url(settings.REDIS_URL)
    klien.flushall()

    def baca() -> list[dict[str, Any]]:
        isi = reversed(klien.lrange("pesan", 0, -1))
        return [json.loads(b64decode(json.loads(satu)["body"]))[1] for satu in isi]

    yield baca
    klien.flushall()
    klien.close()


@pytest.fixture
def broker_mati(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app publish to a port where nobody listens."""
    monkeypatch.setattr(settings, "REDIS_TERTANAM", False)
    asli = aplikasi.send_task

    def kirim(*arg: Any, **lain: Any) -> Any:
        with aplikasi.connection(MATI) as putus:
            return asli(*arg, **{**lain, "connection": putus})

    monkeypatch.setattr(aplikasi, "send_task", kirim)


def test_bel_berbunyi_sesudah_disahkan_di_antreannya(transactional_db: None, bel: Any) -> None:
    with transaction.atomic():
        bunyikan("accounts.kirim_pesan", pesan_id=7)
        assert bel() == []
    assert bel() == [{"pesan_id": 7}]


def test_transaksi_yang_batal_tidak_berbunyi(transactional_db: None, bel: Any) -> None:
    with transaction.atomic():
        bunyikan("accounts.kirim_pesan", pesan_id=7)
        transaction.set_rollback(True)
    assert bel() == []


def test_broker_mati_tidak_merusak_yang_sudah_disahkan(
    transactional_db: None, broker_mati: None, caplog: pytest.LogCaptureFixture
) -> None:
    urutan: list[str] = []
    mulai = time.monotonic()
    with caplog.at_level(logging.WARNING), transaction.atomic():
        bunyikan("accounts.kirim_pesan", pesan_id=7)
        transaction.on_commit(lambda: urutan.append("sesudahnya"))
    assert urutan == ["sesudahnya"], "a later callback must still run"
    assert time.monotonic() - mulai < 1
    assert "bel accounts.kirim_pesan tidak berbunyi" in caplog.text


def test_nama_yang_dibunyikan_masuk_antrean_menurut_rute() -> None:
    rute = aplikasi.amqp.router.route({}, "accounts.kirim_pesan")
    assert rute["queue"].name == "pesan"
    assert aplikasi.amqp.router.route({}, "accounts.sapu_pesan")["queue"].name == "umum"
