"""Two banks of the sandbox behind proxies, as one process: `python -m tests.faults.bank FOLDER`.

Bank "a" refuses a reference that it knows, bank "b" pays it again. The process takes orders as
lines of JSON and answers each with a line; its clock can be moved by moving its book back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jmo.sandbox.bank import BankServer
from jmo.sandbox.bank.buku import Buku
from jmo.sandbox.bank.gangguan import Jenis, pasang_gangguan
from jmo.sandbox.bank.pemeran import baca_rekening
from jmo.sandbox.bank.setelan import Tunda
from jmo.sandbox.kunci import siapkan_kunci
from tests.faults.proksi import Cara, Proksi

AKAR = Path(__file__).resolve().parents[2]
# Answers held back "for long" end at once: the client's patience is tried elsewhere.
# A transfer may stay invisible for an hour, longer than any machine may trust a "not found".
TUNDA = Tunda(diam=0.0, proses=20.0, tampak=3_600.0, kembali=86_400.0, lambat=0.0)
_KOLOM = ("referensi", "referensi_bank", "jumlah", "keadaan")


class _Bank:
    def __init__(self, folder: Path, nama: str, *, menolak: bool, setelan: dict[str, Any]) -> None:
        self.server = BankServer(
            "127.0.0.1", 0, folder / f"bank-{nama}.sqlite3", tolak_referensi_ganda=menolak,
            kunci_publik_pem=siapkan_kunci(folder).publik_pem, tunda=TUNDA, **setelan,
        )  # fmt: skip
        self.server.start()
        self.proksi = Proksi(self.server.port)

    @property
    def buku(self) -> Buku:
        return self.server._buku

    def gangguan(self, jenis: str) -> None:
        with self.buku.transaksi():
            pasang_gangguan(self.buku, Jenis(jenis), 3600)

    def geser(self, detik: float) -> None:
        """Let so much time have passed: what was due later is due sooner."""
        with self.buku.transaksi():
            self.buku.db.execute(
                "UPDATE transfer SET waktu = waktu - ?, kelak_pada = kelak_pada - ?,"
                " tampak_pada = tampak_pada - ?",
                (detik, detik, detik),
            )

    def transfer(self, referensi: Iterable[str]) -> list[dict[str, Any]]:
        daftar = tuple(referensi)
        tanda = ", ".join("?" * len(daftar))
        with self.buku.transaksi():
            baris = self.buku.db.execute(
                f"SELECT {', '.join(_KOLOM)} FROM transfer WHERE referensi IN ({tanda})"
                " ORDER BY id",
                daftar,
            ).fetchall()
        return [dict(zip(_KOLOM, satu, strict=True)) for satu in baris]

    def total(self) -> dict[str, int]:
        """Return how much ever left the fund's account, and by how many transfers."""
        with self.buku.transaksi():
            baris = self.buku.db.execute(
                "SELECT count(*), coalesce(sum(jumlah), 0) FROM transfer"
                " WHERE keadaan IN ('00', '04')"
            ).fetchone()
        return {"banyak": baris[0], "jumlah": baris[1]}


class _Penerima:
    """Carries orders out; each method is one word of the protocol."""

    def __init__(self, bank: dict[str, _Bank]) -> None:
        self._bank = bank

    def proksi(self, *, bank: str, cara: str, ke: int) -> None:
        self._bank[bank].proksi.pasang(Cara(cara), ke=ke)

    def gangguan(self, *, bank: str, jenis: str) -> None:
        self._bank[bank].gangguan(jenis)

    def cabut_token(self, *, bank: str) -> None:
        with self._bank[bank].buku.transaksi():
            self._bank[bank].buku.cabut_token()

    def rekening(self, *, bank: str, daftar: list[dict[str, str]]) -> None:
        with self._bank[bank].buku.transaksi():
            for satu in daftar:
                self._bank[bank].buku.taruh_rekening(baca_rekening(satu))

    def geser(self, *, detik: float) -> None:
        for satu in self._bank.values():
            satu.geser(detik)

    def transfer(self, *, bank: str, referensi: list[str]) -> list[dict[str, Any]]:
        return self._bank[bank].transfer(referensi)

    def total(self, *, bank: str) -> dict[str, int]:
        return self._bank[bank].total()

    def mulai_ulang(self) -> None:
        for satu in self._bank.values():
            with satu.buku.transaksi():
                satu.buku.mulai_ulang()


class BankUji:
    """The other end of the orders: starts the process and speaks to it."""

    def __init__(self, folder: Path) -> None:
        self._proses = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.bank", str(folder)], cwd=AKAR, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.port: dict[str, int] = self._baca()

    def suruh(self, kata: str, **isi: Any) -> Any:
        """Give one order and return its answer."""
        assert self._proses.stdin is not None
        self._proses.stdin.write(json.dumps([kata, isi]) + "\n")
        self._proses.stdin.flush()
        return self._baca()

    def tutup(self) -> None:
        """End the process."""
        assert self._proses.stdin is not None
        assert self._proses.stdout is not None
        self._proses.stdin.close()
        self._proses.wait(timeout=20)
        self._proses.stdout.close()

    def _baca(self) -> Any:
        assert self._proses.stdout is not None
        baris = self._proses.stdout.readline()
        assert baris, "the bank has gone"
        return json.loads(baris)


def _tulis(isi: Any) -> None:
    sys.stdout.write(json.dumps(isi) + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    """Serve until the orders end."""
    from django.conf import settings

    kata = ("client_id", "client_secret", "partner_id", "channel_id", "kode_bank")
    setelan = {nama: settings.BANK[nama] for nama in kata} | {
        "rekening_dana": settings.BANK["rekening_sumber"], "kendali": settings.SANDBOX_KENDALI,
    }  # fmt: skip
    bank = {
        nama: _Bank(folder, nama, menolak=menolak, setelan=setelan)
        for nama, menolak in (("a", True), ("b", False))
    }
    penerima = _Penerima(bank)
    _tulis({nama: satu.proksi.port for nama, satu in bank.items()})
    for baris in sys.stdin:
        perintah, isi = json.loads(baris)
        _tulis(getattr(penerima, perintah)(**isi))
    for satu in bank.values():
        satu.server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
