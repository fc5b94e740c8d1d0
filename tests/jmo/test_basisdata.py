from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection, transaction

from jmo.basisdata.salin import tanpa_menunggu_disk

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


def _tunggu_disk() -> str:
    with connection.cursor() as kursor:
        kursor.execute("SHOW synchronous_commit")
        return str(kursor.fetchone()[0])


def test_hanya_blok_ini_tidak_menunggu_disk(transactional_db: None) -> None:
    biasa = _tunggu_disk()
    with tanpa_menunggu_disk():
        assert _tunggu_disk() == "off"
    assert _tunggu_disk() == biasa


def test_transaksi_pemanggil_tetap_menunggu_disk(transactional_db: None) -> None:
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SET LOCAL synchronous_commit TO on")
        with tanpa_menunggu_disk():
            pass
        assert _tunggu_disk() == "on"
