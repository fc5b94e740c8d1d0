"""One throw-away PostgreSQL and Valkey per run, the real sandbox on ports of its own.

The environment must be complete before Django reads it, so it is set while this module loads.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AKAR = Path(__file__).resolve().parent.parent
TEMPAT = Path(tempfile.mkdtemp(prefix="jmo-uji-"))
(TEMPAT / "statis").mkdir()
PENGUJI = os.getpid()


def port_bebas() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return int(soket.getsockname()[1])


os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "jmo.settings",
        "JMO_MODE": "uji",
        "JMO_TEMPAT": str(TEMPAT),
        # Faults of whole servers are shown on servers that keep what they promise.
        "JMO_LAYANAN_CEPAT": "" if os.environ.get("JMO_FAULTS") else "1",
        "JMO_PERAN_DB": "pemilik",
        "SANDBOX_PORT_DUKCAPIL": str(port_bebas()),
        "SANDBOX_PORT_BANK": str(port_bebas()),
        "SANDBOX_PORT_KOTAK_MASUK": str(port_bebas()),
        "LOG_LEVEL": "WARNING",
    }
)
os.environ.setdefault("JMO_FOTO", str(AKAR / ".jmo" / "foto"))
sys.path.insert(0, str(AKAR))

import django  # noqa: E402 - the environment above must be complete first

from jmo.siapan import siapkan_katalog  # noqa: E402 - as above
from tests.tabel import TABEL_TETAP  # noqa: E402 - as above

siapkan_katalog()
# pytest-django looked for settings before this file set them, so it left the set-up to us.
django.setup()


def _bersihkan() -> None:
    # Registered before the servers start, so it runs after they have been stopped.
    if os.getpid() == PENGUJI:
        shutil.rmtree(TEMPAT, ignore_errors=True)


atexit.register(_bersihkan)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the owner create the tables, then let every test work as `jmo_aplikasi`."""
    from django.db import connection

    pilihan = connection.settings_dict.setdefault("OPTIONS", {})
    pilihan["options"] = "-c role=jmo_aplikasi"
    with django_db_blocker.unblock():
        connection.close()
    yield
    del pilihan["options"]
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def _kosongkan_sebagai_pemilik() -> Iterator[None]:
    """Empty tables as their owner: the application may not, and reference rows must stay."""
    from django.db import connection
    from django.test import TransactionTestCase

    def kosongkan(self: Any) -> None:
        with connection.cursor() as kursor:
            kursor.execute("SET ROLE NONE")
            tabel = set(connection.introspection.table_names(kursor)) - TABEL_TETAP
            kursor.execute(
                "TRUNCATE " + ", ".join(f'"{nama}"' for nama in sorted(tabel)) + " CASCADE"
            )
        connection.close()

    # The stubs leave this method out, hence by name.
    nama = "_fixture_teardown"
    asli = getattr(TransactionTestCase, nama)
    setattr(TransactionTestCase, nama, kosongkan)
    yield
    setattr(TransactionTestCase, nama, asli)


@pytest.fixture(autouse=True)
def _bahasa_semula() -> Iterator[None]:
    """Undo the language that a request of this test chose; the next request would, too."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[dict[str, str]]:
    """Run Dukcapil, the bank and the inbox as a process of their own; gives their addresses."""
    from django.conf import settings

    folder = TEMPAT / "sandbox"
    perintah = [
        sys.executable, "-m", "jmo.sandbox",
        "--folder", str(folder), "--foto", str(settings.FOLDER_FOTO),
        "--pemeran", str(AKAR / "jmo" / "benih" / "pemeran.toml"),
        "--port-dukcapil", str(settings.SANDBOX_PORT["dukcapil"]),
        "--port-bank", str(settings.SANDBOX_PORT["bank"]),
        "--port-kotak-masuk", str(settings.SANDBOX_PORT["kotak_masuk"]),
    ]  # fmt: skip
    proses = subprocess.Popen(perintah, cwd=AKAR, stdout=subprocess.PIPE, text=True)
    assert proses.stdout is not None
    baris = proses.stdout.readline()
    assert baris.startswith("siap"), "the sandbox did not start"
    yield dict(settings.SANDBOX_URL)
    proses.terminate()
    proses.wait(timeout=20)
    proses.stdout.close()
