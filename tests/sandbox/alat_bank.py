"""A sandbox bank and a client for it, both real, on a free port of the loopback.

The fixtures that start them stand in `perlengkapan_bank.py`.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jmo.gateways.bank_snap import (
    BankSnap,
    KonfigurasiBank,
    PesanTransfer,
    SimpananProses,
    buat_external_id,
)
from jmo.sandbox.bank import BankServer, Tunda
from jmo.sandbox.kunci import PasanganKunci

KENDALI = "rahasia-kendali"
RAHASIA = "contoh-client-secret-bukan-rahasia"
TUNDA_SINGKAT = Tunda(diam=0.8, proses=0.3, tampak=0.3, kembali=0.3, lambat=0.3)


@dataclass
class Bank:
    """A running sandbox bank, its control door, and clients for it."""

    server: BankServer
    kunci: PasanganKunci

    def kendali(
        self,
        metode: str,
        jalur: str,
        isi: Mapping[str, object] | None = None,
        *,
        kunci: str = KENDALI,
    ) -> tuple[int, dict[str, Any]]:
        permintaan = urllib.request.Request(
            f"{self.server.url}/kendali/{jalur}",
            method=metode,
            data=None if isi is None else json.dumps(isi).encode(),
            headers={"X-Kendali": kunci},
        )
        try:
            with urllib.request.urlopen(permintaan, timeout=5) as jawaban:
                return jawaban.status, json.load(jawaban)
        except urllib.error.HTTPError as galat:
            with galat:
                return galat.code, json.load(galat)

    def rekening(
        self, nomor: str, *, kode_bank: str = "002", nama: str = "SITI CONTOH", skenario: str = ""
    ) -> str:
        isi = {"kode_bank": kode_bank, "nomor": nomor, "nama": nama, "skenario": skenario}
        assert self.kendali("POST", "rekening", isi)[0] == 200
        return nomor

    def buku(self, **saring: str) -> dict[str, Any]:
        kueri = "&".join(f"{nama}={nilai}" for nama, nilai in saring.items())
        status, isi = self.kendali("GET", f"buku?{kueri}")
        assert status == 200
        return isi

    def dibukukan(self, referensi: str) -> list[int]:
        """What the fund's account paid under this reference."""
        dana = {"kode_bank": "008", "nomor": self.server.setelan.rekening_dana}
        return [baris["jumlah"] for baris in self.buku(referensi=referensi, **dana)["mutasi"]]

    def gangguan(self, jenis: str, detik: float = 30) -> None:
        assert self.kendali("POST", "gangguan", {"jenis": jenis, "detik": detik})[0] == 200

    def konfigurasi(self, **pilihan: Any) -> KonfigurasiBank:
        return konfigurasi(self.server.url, self.kunci, **pilihan)

    @contextmanager
    def klien(
        self, simpanan_token: SimpananProses | None = None, **pilihan: Any
    ) -> Iterator[BankSnap]:
        klien = BankSnap(
            self.konfigurasi(**pilihan), simpanan_token=simpanan_token or SimpananProses()
        )
        try:
            yield klien
        finally:
            klien.tutup()


def konfigurasi(alamat: str, kunci: PasanganKunci, **pilihan: Any) -> KonfigurasiBank:
    isi: dict[str, Any] = {
        "alamat": alamat,
        "client_id": "jmo-contoh",
        "client_secret": RAHASIA,
        "kunci_privat": kunci.berkas_privat.read_bytes(),
        "partner_id": "JMO0001",
        "channel_id": "95001",
        "rekening_sumber": "9990001112223",
        "nama_sumber": "DANA CONTOH",
        "kode_bank": "008",
        "timeout_sambung": 1.0,
        "timeout_baca": 10.0,
        "izinkan_http": True,
    }
    return KonfigurasiBank(**(isi | pilihan))


@contextmanager
def bank_contoh(folder: Path, kunci: PasanganKunci, **pilihan: Any) -> Iterator[Bank]:
    isi: dict[str, Any] = {
        "kunci_publik_pem": kunci.publik_pem,
        "client_id": "jmo-contoh",
        "client_secret": RAHASIA,
        "kendali": KENDALI,
        "tunda": TUNDA_SINGKAT,
    }
    with BankServer("127.0.0.1", 0, folder / "bank.sqlite3", **(isi | pilihan)) as server:
        yield Bank(server, kunci)


def siapkan(
    klien: BankSnap,
    nomor: str,
    *,
    referensi: str = "JHT-UJI-1",
    jumlah: int = 14_250_000,
    kode_bank: str = "002",
    nama: str = "SITI CONTOH",
    external_id: str | None = None,
    rtgs: bool = False,
) -> PesanTransfer:
    return klien.siapkan_transfer(
        referensi=referensi,
        jumlah=jumlah,
        kode_bank=kode_bank,
        nomor=nomor,
        nama=nama,
        waktu=datetime.now(UTC),
        external_id=external_id or buat_external_id(datetime.now(UTC)),
        keterangan="KLAIM-000123",
        rtgs=rtgs,
    )
