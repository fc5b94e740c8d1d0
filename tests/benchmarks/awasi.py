"""Workers of the payments' queue and beat under the portal's own supervisor.

`python -m tests.benchmarks.awasi SOCKET WORKERS PROCESSES`: so many workers with so many processes
each, named bayar1 and on; the socket takes `matikan NAME`, which kills a whole tree with SIGKILL.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jmo.layanan import AKAR
from jmo.pengawas import Bagian, Pengawas, perintahkan


def _bagian(nama: str, *kata: str) -> Bagian:
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "jmo.celery:aplikasi"]
    return Bagian(nama, [*celery, *kata, "-l", "ERROR"])


def main(soket: Path, pekerja: int, proses: int) -> None:
    """Run until SIGTERM."""
    bagian = [
        _bagian(
            f"bayar{ke}", "worker", "-Q", "pembayaran,umum", "-c", str(proses),
            "-n", f"bayar{ke}@ukur", "--without-gossip", "--without-mingle",
        )
        for ke in range(1, pekerja + 1)
    ]  # fmt: skip
    bagian.append(_bagian("beat", "beat", "-s", str(soket.parent / "beat-ukur")))
    Pengawas(bagian=bagian, soket=soket, lingkungan=dict(os.environ), folder=AKAR).jalankan()


@contextmanager
def diawasi(soket: Path, *, pekerja: int = 1, proses: int = 1) -> Iterator[None]:
    """Run them in a process of its own."""
    soket.parent.mkdir(parents=True, exist_ok=True)
    induk = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.awasi", str(soket), str(pekerja), str(proses)],
        cwd=AKAR, stdout=subprocess.DEVNULL, env={**os.environ, "JMO_LAYANAN_DIJAGA": "1"},
    )  # fmt: skip
    try:
        yield
    finally:
        induk.terminate()
        induk.wait(timeout=40)


def matikan(soket: Path, nama: str) -> None:
    """Kill one part with everything below it."""
    jawaban = perintahkan(soket, "matikan", nama)
    assert jawaban == {"dimatikan": nama}, jawaban


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
