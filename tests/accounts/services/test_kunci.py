from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from accounts.services.kunci import kunci_transaksi


def test_di_luar_transaksi_ditolak(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        kunci_transaksi("a")


def test_nama_sama_menunggu_dan_nama_lain_tidak(transactional_db: None) -> None:
    urutan: list[str] = []
    lain_selesai, sama_mulai = threading.Event(), threading.Event()

    def sama() -> None:
        sama_mulai.set()
        with transaction.atomic():
            kunci_transaksi("satu")
            urutan.append("sama")
        connection.close()

    def lain() -> None:
        with transaction.atomic():
            kunci_transaksi("dua")
            urutan.append("lain")
        lain_selesai.set()
        connection.close()

    utas = [threading.Thread(target=satu) for satu in (sama, lain)]
    with transaction.atomic():
        kunci_transaksi("satu")
        for satu in utas:
            satu.start()
        assert lain_selesai.wait(10)
        assert sama_mulai.wait(10)
        urutan.append("pemegang")
    for satu in utas:
        satu.join(10)
    assert urutan == ["lain", "pemegang", "sama"]
