"""Real workers, beat and web on the servers of the test run, and the means to hurt each of them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import redis
import requests
from django.conf import settings
from django.db import connection

from accounts.models import Peserta
from jmo import layanan
from klaim_jht.models import Klaim, Pembayaran
from tests.benchmarks.lingkungan import ajukan
from tests.klaim_jht.bank import dibayar_bank, hitung_kiriman, kendali_bank

AKAR = Path(__file__).resolve().parents[2]
CELERY = "jmo.celery:aplikasi"
__all__ = ["dibayar_bank", "hitung_kiriman", "kendali_bank"]


def lingkungan(**lain: str) -> dict[str, str]:
    """Return the environment in which a part of the portal works on the tests' database."""
    basis = connection.settings_dict
    return {
        **os.environ,
        "JMO_PERAN_DB": "aplikasi",
        "JMO_LAYANAN_DIJAGA": "1",
        "BANK_TANYA_SETELAH": "1,2,5",
        "DATABASE_URL": f"postgresql://jmo_aplikasi@/{basis['NAME']}?host={basis['HOST']}",
        **lain,
    }


@contextmanager
def bagian(*kata: str, **lain: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one part in a process group of its own; what is left of it is killed at the end."""
    proses = subprocess.Popen(
        [sys.executable, "-m", *kata], cwd=AKAR, env=lingkungan(**lain),
        stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield proses
    finally:
        bunuh(proses)


def pekerja(nama: str = "bayar", *, proses: int = 1, aplikasi: str = CELERY) -> Any:
    """Run a worker of payments and sweeps as `manage.py run` does."""
    return bagian(
        "celery", "--quiet", "-A", aplikasi, "worker", "-Q", "pembayaran,umum", "-c", str(proses),
        "-n", f"{nama}@uji", "-l", "CRITICAL", "--without-gossip", "--without-mingle",
    )  # fmt: skip


def beat(folder: Path, nama: str = "beat") -> Any:
    """Run the clock of the sweeps."""
    return bagian("celery", "--quiet", "-A", CELERY, "beat", "-s", str(folder / nama),
                  "-l", "CRITICAL", "--pidfile=")  # fmt: skip


@contextmanager
def web() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve the portal with gunicorn; gives its process and its address."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        port = int(soket.getsockname()[1])
    alamat = f"http://127.0.0.1:{port}"
    with bagian(
        "gunicorn", "jmo.wsgi", "-b", f"127.0.0.1:{port}", "-k", "gthread", "-w", "2",
        "--threads", "4", "--log-level", "critical", "--graceful-timeout", "20",
        ALAMAT_PORTAL=alamat,
    ) as proses:  # fmt: skip

        def menjawab() -> bool:
            with contextlib.suppress(requests.RequestException):
                return requests.get(f"{alamat}/sehat", timeout=30).status_code == 200
            return False

        tunggu(menjawab, "the web answers")
        yield proses, alamat


def bunuh(proses: subprocess.Popen[bytes], sinyal: int = signal.SIGKILL) -> None:
    """End a whole tree."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(proses.pid, sinyal)
    proses.wait(timeout=60)


def tunggu(syarat: Callable[[], bool], apa: str, *, batas: float = 90) -> float:
    """Wait until this holds and return how long it took."""
    mulai = time.monotonic()
    while not syarat():
        assert time.monotonic() < mulai + batas, f"did not happen: {apa}"
        time.sleep(0.05)
    return time.monotonic() - mulai


def broker() -> redis.Redis:
    """Return a client of the run's own Valkey, queues first."""
    return redis.Redis(unix_socket_path=str(layanan.tempat_sekarang().valkey), db=0)


def _server() -> layanan.Layanan:
    layanan.pastikan()
    server = layanan._layanan
    assert server is not None, "the servers belong to this run"
    return server


def nyalakan_broker() -> None:
    """Start Valkey again."""
    _server()._nyalakan_valkey()


def hentikan_basis_data() -> None:
    """Stop PostgreSQL as a power cut would: no checkpoint, every backend gone."""
    connection.close()
    server = _server()
    server._pg("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(server.tempat.folder / "pg"))


def nyalakan_basis_data() -> None:
    """Start PostgreSQL again; it recovers from its log first."""
    _server()._nyalakan_postgres()


def putuskan_semua() -> int:
    """End every connection of the workers to the database; returns how many there were."""
    with psycopg2.connect(
        host=str(settings.DATABASES["default"]["HOST"]), user="postgres", dbname="postgres"
    ) as sambungan, sambungan.cursor() as kursor:  # fmt: skip
        kursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE usename = 'jmo_aplikasi'"
        )
        (banyak,) = kursor.fetchone() or (0,)
    return int(banyak)


def ajukan_semua(peserta: Iterable[Peserta]) -> list[Klaim]:
    """File a claim for each."""
    return [ajukan(satu) for satu in peserta]


def semua_dibayar(klaim: Iterable[Klaim]) -> Callable[[], bool]:
    """Return the question whether all of these are paid."""
    pk = [satu.pk for satu in klaim]
    return lambda: Klaim.objects.filter(pk__in=pk, status="DIBAYAR").count() == len(pk)


def pastikan_sekali(klaim: Iterable[Klaim]) -> None:
    """Hold both books together: each of these was paid once, by one message."""
    for satu in klaim:
        bayar = Pembayaran.objects.get(klaim=satu)
        assert dibayar_bank(bayar) == [satu.neto], bayar
        assert hitung_kiriman(bayar) == 1, bayar
