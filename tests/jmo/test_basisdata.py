from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

AKAR = Path(__file__).resolve().parents[2]


def test_uji_berjalan_sebagai_peran_aplikasi(db: None) -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT current_user")
        assert kursor.fetchone() == ("jmo_aplikasi",)


def test_perintah_tanpa_basis_data_tidak_menyalakan_apa_pun(tmp_path: Path) -> None:
    hasil = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=AKAR, capture_output=True, text=True,
        check=False, env={**os.environ, "JMO_TEMPAT": str(tmp_path / "tempat")},
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stderr
    assert not (tmp_path / "tempat" / "pg").exists()


def test_kueri_pertama_menyalakan_server_dan_perintah_mematikannya(tmp_path: Path) -> None:
    tempat = tmp_path / "tempat"
    naskah = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "with connection.cursor() as k:\n"
        "    k.execute('SELECT current_user')\n"
        "    print(k.fetchone()[0])\n"
        "connection.close()\n"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", naskah], cwd=AKAR, capture_output=True, text=True, check=False,
        env={**os.environ, "JMO_TEMPAT": str(tempat), "JMO_PERAN_DB": "aplikasi"},
    )  # fmt: skip
    assert hasil.stdout == "jmo_aplikasi\n", hasil.stderr
    assert (tempat / "pg" / "PG_VERSION").exists()
    assert not (tempat / "pg" / "postmaster.pid").exists(), "the last one stops the server"
