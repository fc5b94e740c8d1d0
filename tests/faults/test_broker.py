"""Redis dies, forgets, fills up, cuts its lines, repeats itself: the rows bring everything back."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
import redis

from accounts.models import Peserta
from klaim_jht.models import Pembayaran
from tests.faults import panggung as p
from tests.klaim_jht.bank import dibayar_bank, hitung_kiriman, kendali_bank

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1500)]
ANTREAN = "pembayaran"


def test_p11_pesan_yang_dibagikan_lagi_selagi_dikerjakan(orang: list[Peserta]) -> None:
    """The broker thinks two seconds are too long; the bank takes ten."""
    kendali_bank(
        "rekening",
        {
            "kode_bank": "002", "nomor": orang[0].rekening.get().nomor, "nama": orang[0].nama,
            "skenario": "0002",
        },
    )  # fmt: skip
    [klaim] = p.ajukan_semua(orang[:1])
    bayar = Pembayaran.objects.get(klaim=klaim)
    aplikasi = "tests.faults.tak_sabar:aplikasi"
    with p.pekerja("satu", aplikasi=aplikasi):
        p.tunggu(lambda: dibayar_bank(bayar) != [], "the bank booked it")
        p.tunggu(lambda: int(p.broker().llen(ANTREAN)) > 0, "the message came a second time")
        with p.pekerja("dua", aplikasi=aplikasi):
            p.tunggu(lambda: int(p.broker().llen(ANTREAN)) == 0, "another worker took it")
            time.sleep(5)
            assert hitung_kiriman(bayar) == 1
            Pembayaran.objects.filter(sewa_pemilik="", jatuh_pada__isnull=False).update(
                jatuh_pada="2020-01-01T00:00:00Z"
            )
    p.pastikan_sekali([klaim])


def test_p12_pesan_yang_sama_seratus_kali(orang: list[Peserta]) -> None:
    [klaim] = p.ajukan_semua(orang[:1])
    sambungan = p.broker()
    [pesan] = sambungan.lrange(ANTREAN, 0, -1)
    sambungan.rpush(ANTREAN, *[pesan] * 99)
    with p.pekerja(proses=2):
        p.tunggu(p.semua_dibayar([klaim]), "paid")
        p.tunggu(lambda: int(sambungan.llen(ANTREAN)) == 0, "every copy was taken")
    p.pastikan_sekali([klaim])


def test_p13_broker_mati_selagi_orang_mengajukan(orang: list[Peserta], tmp_path: Path) -> None:
    """Filing goes on, not slower than a second; after the return everything is paid."""
    sambungan = p.broker()
    sambungan.flushall()
    sambungan.shutdown(nosave=True)
    lama = []
    try:
        with pytest.raises(redis.ConnectionError):
            p.broker().ping()
        klaim = []
        for satu in orang[:8]:
            mulai = time.monotonic()
            klaim += p.ajukan_semua([satu])
            lama.append(time.monotonic() - mulai)
    finally:
        p.nyalakan_broker()
    assert statistics.median(lama) < 1
    with p.pekerja(), p.beat(tmp_path):
        assert p.tunggu(p.semua_dibayar(klaim), "paid after the return", batas=300) < 300
    p.pastikan_sekali(klaim)


def test_p14_antrean_terhapus(orang: list[Peserta], tmp_path: Path) -> None:
    klaim = p.ajukan_semua(orang[:8])
    p.broker().flushall()
    with p.pekerja(), p.beat(tmp_path):
        assert p.tunggu(p.semua_dibayar(klaim), "rebuilt from the rows") <= 60
    p.pastikan_sekali(klaim)


def test_p15_sambungan_broker_diputus_berulang(orang: list[Peserta], tmp_path: Path) -> None:
    """Twenty times in a row; a worker that went deaf would never pay the second half."""
    with p.pekerja(), p.beat(tmp_path):
        dulu = p.ajukan_semua(orang[:2])
        p.tunggu(p.semua_dibayar(dulu), "the worker consumes")
        for _ in range(20):
            p.broker().client_kill_filter(_type="normal", skipme=True)
            time.sleep(0.1)
        nanti = p.ajukan_semua(orang[2:6])
        assert p.tunggu(p.semua_dibayar(nanti), "consuming again") <= 60
    p.pastikan_sekali([*dulu, *nanti])


def test_p16_broker_penuh(orang: list[Peserta], tmp_path: Path) -> None:
    """Redis refuses every write; people file all the same, and are paid when there is room."""
    sambungan = p.broker()
    (semula,) = sambungan.config_get("maxmemory").values()
    sambungan.config_set("maxmemory", 1)
    try:
        with pytest.raises(redis.OutOfMemoryError):
            sambungan.rpush("penuh", "x")
        klaim = p.ajukan_semua(orang[:4])
        assert int(sambungan.llen(ANTREAN)) == 0
    finally:
        sambungan.config_set("maxmemory", semula or 0)
    with p.pekerja(), p.beat(tmp_path):
        p.tunggu(p.semua_dibayar(klaim), "paid when there was room")
    p.pastikan_sekali(klaim)
