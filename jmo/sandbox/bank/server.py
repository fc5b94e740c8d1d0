"""The bank as a server: its own book behind the shared HTTP door of the sandbox."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from jmo.sandbox import peladen
from jmo.sandbox.bank.balasan import Antar, Balasan
from jmo.sandbox.bank.buku import WIB, Buku
from jmo.sandbox.bank.kendali import Kendali
from jmo.sandbox.bank.layanan import LayananSnap
from jmo.sandbox.bank.setelan import Setelan
from jmo.sandbox.peladen import AWALAN_KENDALI, Peladen, Permintaan


class BankServer:
    """A bank on one port; `port=0` takes a free one. For a process of its own or for a thread.

    Further options are the fields of `Setelan` (partner_id, kode_bank, rekening_dana, tunda,
    tolak_referensi_ganda, ...).
    """

    def __init__(
        self,
        alamat: str,
        port: int,
        berkas_buku: Path,
        *,
        kunci_publik_pem: bytes,
        client_id: str,
        client_secret: str,
        kendali: str,
        **pilihan: Any,
    ) -> None:
        self.setelan = Setelan(
            kunci_publik_pem=kunci_publik_pem,
            client_id=client_id,
            client_secret=client_secret,
            kendali=kendali,
            **pilihan,
        )
        self._buku = Buku(berkas_buku, self.setelan)
        try:
            self._layanan = LayananSnap(self.setelan, self._buku)
            self._kendali = Kendali(self.setelan, self._buku)
            self._peladen = Peladen(alamat, port, nama="bank-contoh", penjawab=self._jawab)
        except BaseException:
            self._buku.tutup()
            raise
        self.port = self._peladen.port
        self.url = self._peladen.url

    def start(self) -> None:
        """Serve from a thread of its own; returns at once, the port already accepts."""
        self._peladen.start()

    def stop(self) -> None:
        """Stop accepting, wake those who wait, close the book. What was answered stays."""
        self._peladen.stop()
        self._buku.tutup()

    def __enter__(self) -> BankServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _jawab(self, permintaan: Permintaan) -> peladen.Balasan:
        if permintaan.jalur.startswith(AWALAN_KENDALI):
            return self._kendali.jawab(permintaan)
        layanan = self._layanan.cari_layanan(permintaan.jalur)
        if layanan is None:
            raise peladen.Tolak(404, "tidak ada")
        return _bungkus(self._layanan.jawab(permintaan, layanan))


def _bungkus(balasan: Balasan) -> peladen.Balasan:
    kosong = balasan.antar is Antar.KOSONG
    isi = b"" if kosong else json.dumps(balasan.objek(), ensure_ascii=False).encode()
    kepala = [("X-TIMESTAMP", datetime.now(WIB).isoformat(timespec="seconds"))]
    if balasan.http == 429:
        kepala.append(("Retry-After", "1"))
    return peladen.Balasan(
        status=balasan.http,
        isi=isi,
        tunda_detik=balasan.tunda_detik,
        putus=balasan.antar is Antar.PUTUS,
        bisu=balasan.antar is Antar.TIDAK_PERNAH,
        terpotong=balasan.antar is Antar.SEPARUH,
        kepala=tuple(kepala),
    )
