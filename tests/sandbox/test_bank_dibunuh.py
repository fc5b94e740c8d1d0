"""kill -9 in the middle of the work: what the bank answered is in its book, once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jmo.gateways.bank_snap import BankSnap, SimpananProses
from jmo.gateways.hasil import Berhasil
from jmo.sandbox.kunci import PasanganKunci
from tests.sandbox.alat_bank import KENDALI, RAHASIA, Bank, bank_contoh, konfigurasi, siapkan

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
AKAR = Path(__file__).resolve().parents[2]
NOMOR = "001234567890000"
PROSES_BANK = """
import json, sys, threading
from pathlib import Path
from jmo.sandbox.bank import BankServer
pilihan = json.loads(sys.argv[1])
server = BankServer(
    "127.0.0.1", 0, Path(pilihan["berkas"]), client_id="jmo-contoh",
    kunci_publik_pem=pilihan["publik"].encode(), client_secret=pilihan["rahasia"],
    kendali=pilihan["kendali"], berkas_pemeran=Path(pilihan["pemeran"]),
)
server.start()
print(server.url, flush=True)
threading.Event().wait()
"""


@contextmanager
def proses_bank(folder: Path, kunci: PasanganKunci) -> Iterator[tuple[subprocess.Popen[str], str]]:
    pemeran = folder / "pemeran.toml"
    pemeran.write_text(
        f'[[orang]]\n[[orang.rekening]]\nkode_bank = "002"\nnomor = "{NOMOR}"\nnama = "SITI"\n'
    )
    pilihan = {
        "berkas": str(folder / "bank.sqlite3"),
        "publik": kunci.publik_pem.decode(),
        "rahasia": RAHASIA,
        "kendali": KENDALI,
        "pemeran": str(pemeran),
    }
    proses = subprocess.Popen(
        [sys.executable, "-c", PROSES_BANK, json.dumps(pilihan)],
        cwd=AKAR,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proses.stdout is not None
    try:
        yield proses, proses.stdout.readline().strip()
    finally:
        proses.kill()
        proses.wait(timeout=10)
        proses.stdout.close()


def kirim_terus(
    klien: BankSnap, utas: int, dibayar: set[str], dicoba: set[str], henti: threading.Event
) -> None:
    ke = 0
    while not henti.is_set():
        ke += 1
        referensi = f"JHT-{utas}-{ke}"
        dicoba.add(referensi)
        hasil = klien.kirim(siapkan(klien, NOMOR, referensi=referensi, jumlah=1000 + utas))
        if isinstance(hasil, Berhasil):
            dibayar.add(referensi)


def jumlah_per_referensi(bank: Bank) -> dict[str, int]:
    hasil: dict[str, int] = {}
    sesudah = 0
    while halaman := bank.buku(nomor="9990001112223", sesudah=str(sesudah))["mutasi"]:
        sesudah = halaman[-1]["id"]
        for baris in halaman:
            if baris["jenis"] == "TRANSFER":
                hasil[baris["referensi"]] = hasil.get(baris["referensi"], 0) - baris["jumlah"]
    return hasil


def test_yang_dijawab_tidak_hilang(tmp_path: Path, kunci: PasanganKunci) -> None:
    dibayar: set[str] = set()
    dicoba: set[str] = set()
    henti = threading.Event()
    with proses_bank(tmp_path, kunci) as (proses, url):
        klien = BankSnap(konfigurasi(url, kunci), simpanan_token=SimpananProses())
        pekerja = [
            threading.Thread(target=kirim_terus, args=(klien, ke, dibayar, dicoba, henti))
            for ke in range(4)
        ]
        for satu in pekerja:
            satu.start()
        tenggat = time.monotonic() + 20
        while len(dibayar) < 50 and time.monotonic() < tenggat:
            time.sleep(0.01)
        proses.kill()
        henti.set()
        for satu in pekerja:
            satu.join()
        klien.tutup()
    assert len(dibayar) >= 50

    with bank_contoh(tmp_path, kunci) as bank:
        tercatat = jumlah_per_referensi(bank)
        total = bank.buku()["total"]
    assert dibayar <= set(tercatat) <= dicoba
    assert all(jumlah == 1000 + int(ref.split("-")[1]) for ref, jumlah in tercatat.items())
    assert total["debit"] == total["kredit"]
    assert total["dibayar"] == sum(tercatat.values())
