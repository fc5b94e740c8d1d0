"""A cluster on a disk of 256 MB that fills up: run inside a mount namespace of its own.

`python -m tests.faults.cakram` prints "baik" when everything held.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import django

POTONG = 1024 * 1024


def _penuhi(folder: Path) -> Path:
    """Write until nothing fits any more, and return the file."""
    berkas = folder / "penuh"
    with berkas.open("wb", buffering=0) as tulis, contextlib.suppress(OSError):
        while True:
            tulis.write(b"\0" * POTONG)
    with berkas.open("ab", buffering=0) as tulis, contextlib.suppress(OSError):
        while True:
            tulis.write(b"\0" * 4096)
    return berkas


def main() -> None:
    """File, fill the disk, be refused, make room, file again."""
    django.setup()
    from django.core.management import call_command
    from django.db import Error, connection

    from jmo import layanan
    from klaim_jht.models import Klaim, Pembayaran
    from tests.benchmarks.lingkungan import ajukan, buat_peserta_siap_klaim
    from tests.faults.penguji import pelanggaran_invarian

    call_command("migrate", verbosity=0)
    connection.settings_dict.setdefault("OPTIONS", {})["options"] = "-c role=jmo_aplikasi"
    connection.close()
    peserta = buat_peserta_siap_klaim(60)
    sebelum = ajukan(peserta.pop())
    penuh = _penuhi(Path(os.environ["JMO_TEMPAT"]))
    ditolak = 0
    for satu in peserta[:40]:
        try:
            ajukan(satu)
        except Error:
            ditolak += 1
            connection.close()
    penuh.unlink()
    # A log that cannot be written stops the server; it recovers when there is room.
    server = layanan._layanan
    assert server is not None
    server._nyalakan_postgres()
    diajukan = set(Klaim.objects.exclude(status="DRAF").values_list("pk", flat=True))
    assert ditolak, "the disk never filled up"
    assert sebelum.pk in diajukan
    assert set(Pembayaran.objects.values_list("klaim_id", flat=True)) == diajukan
    assert pelanggaran_invarian() == []
    sesudah = [ajukan(satu) for satu in peserta[-3:]]
    assert all(satu.status == "PEMBAYARAN_DIPROSES" for satu in sesudah)
    assert pelanggaran_invarian() == []
    sys.stdout.write(f"baik: {ditolak} ditolak\n")


if __name__ == "__main__":
    main()
