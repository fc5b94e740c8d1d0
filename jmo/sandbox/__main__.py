"""Starts register, bank and inbox in one process: `python -m jmo.sandbox --folder DIR ...`.

The environment is read as the portal reads it, so that both know the same secrets without telling
each other. Prints one line beginning with "siap" when all three answer; ends on SIGTERM or Ctrl-C.
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jmo import env
from jmo.sandbox.bank import BankServer
from jmo.sandbox.dukcapil import DukcapilServer
from jmo.sandbox.kotak_masuk import KotakMasukServer
from jmo.sandbox.kunci import AWALAN_BANK, siapkan_kunci


@dataclass(frozen=True, slots=True)
class Pilihan:
    """The words of the command line."""

    alamat: str
    folder: Path
    foto: Path
    pemeran: Path
    port_dukcapil: int
    port_bank: int
    port_kotak_masuk: int


def baca_pilihan(kata: list[str] | None = None) -> Pilihan:
    """Read the command line; says what is wrong and ends the process otherwise."""
    pembaca = argparse.ArgumentParser(prog="python -m jmo.sandbox")
    pembaca.add_argument("--alamat", default="127.0.0.1", help="address to listen on")
    pembaca.add_argument("--folder", type=Path, required=True, help="books and keys live here")
    pembaca.add_argument("--foto", type=Path, required=True, help="folder of the cast's photos")
    pembaca.add_argument("--pemeran", type=Path, required=True, help="TOML file of the cast")
    for nama in ("dukcapil", "bank", "kotak-masuk"):
        pembaca.add_argument(f"--port-{nama}", type=int, required=True, help="0 takes a free one")
    return Pilihan(**vars(pembaca.parse_args(kata)))


def _rahasia(nama: str) -> str:
    # The words with which the portal tries itself out; its settings derive the same ones.
    return env.rahasia(nama, "bukan-rahasia-" + hashlib.sha256(nama.encode()).hexdigest())


def _dukcapil(pilihan: Pilihan, kendali: str) -> DukcapilServer:
    return DukcapilServer(
        pilihan.alamat,
        pilihan.port_dukcapil,
        pilihan.folder / "dukcapil.sqlite3",
        pelanggan=env.teks("DUKCAPIL_PELANGGAN", "JMO"),
        pengguna=env.teks("DUKCAPIL_PENGGUNA", "jmo"),
        sandi=_rahasia("DUKCAPIL_SANDI"),
        ip=env.teks("DUKCAPIL_IP", "127.0.0.1"),
        kendali=kendali,
        pemeran=pilihan.pemeran,
        folder_foto=pilihan.foto,
        kuota_harian=env.bilangan("JMO_SANDBOX_KUOTA", baku=5000),
    )


def _bank(pilihan: Pilihan, kendali: str) -> BankServer:
    return BankServer(
        pilihan.alamat,
        pilihan.port_bank,
        pilihan.folder / "bank.sqlite3",
        kunci_publik_pem=siapkan_kunci(pilihan.folder).publik_pem,
        kunci_bank_pem=siapkan_kunci(pilihan.folder, AWALAN_BANK).berkas_privat.read_bytes(),
        client_id=env.teks("BANK_CLIENT_ID", "jmo-contoh"),
        client_secret=_rahasia("BANK_CLIENT_SECRET"),
        kendali=kendali,
        partner_id=env.teks("BANK_PARTNER_ID", "JMO0001"),
        channel_id=env.teks("BANK_CHANNEL_ID", "95001"),
        kode_bank=env.teks("BANK_KODE", "008"),
        rekening_dana=env.teks("BANK_REKENING_SUMBER", "9990001112223"),
        batas_antarbank=env.bilangan("JMO_SANDBOX_BATAS_BIFAST", baku=250_000_000),
        tolak_referensi_ganda=env.boolean("JMO_SANDBOX_TOLAK_REFERENSI_GANDA", baku=True),
        berkas_pemeran=pilihan.pemeran,
    )


def jalankan(pilihan: Pilihan) -> None:
    """Serve until a signal comes."""
    selesai = threading.Event()
    for sinyal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sinyal, lambda *_: selesai.set())
    kendali = env.rahasia("JMO_SANDBOX_KENDALI", "kendali-contoh")
    pilihan.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as tumpukan:
        dukcapil = tumpukan.enter_context(_dukcapil(pilihan, kendali))
        bank = tumpukan.enter_context(_bank(pilihan, kendali))
        kotak = tumpukan.enter_context(
            KotakMasukServer(
                pilihan.alamat,
                pilihan.port_kotak_masuk,
                pilihan.folder / "kotak_masuk.sqlite3",
                kunci=_rahasia("PESAN_KUNCI"),
                kendali=kendali,
            )
        )
        sys.stdout.write(
            f"siap dukcapil={dukcapil.port} bank={bank.port} kotak_masuk={kotak.port}\n"
        )
        sys.stdout.flush()
        selesai.wait()


def main() -> None:
    """Refuse production, then serve."""
    if env.mode() == "produksi":
        raise SystemExit("The sandbox has no place in production: set JMO_MODE=coba to try out.")
    try:
        jalankan(baca_pilihan())
    except OSError as galat:
        raise SystemExit(f"The sandbox cannot start: {galat}") from galat


if __name__ == "__main__":
    main()
