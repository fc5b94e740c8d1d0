from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from jmo import layanan
from jmo.layanan import Layanan, LayananGagal, Tempat

AKAR = Path(__file__).resolve().parents[2]
PEMAKAI = """
import sys
from pathlib import Path
from jmo.layanan import Layanan, Tempat
layanan = Layanan(Tempat(Path(sys.argv[1])), cepat=True)
layanan.nyalakan()
print("siap", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def tempat() -> Iterator[Tempat]:
    """A set of servers of its own, in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="jmo-layanan-"))
    tempat = Tempat(folder)
    yield tempat
    bekas = Layanan(tempat, cepat=True)
    bekas.nyalakan()
    bekas.lepaskan()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(tempat.soket, ignore_errors=True)


def pakai(tempat: Tempat) -> subprocess.Popen[str]:
    """Another process that uses the set until its input is closed."""
    proses = subprocess.Popen(
        [sys.executable, "-c", PEMAKAI, str(tempat.folder)], cwd=AKAR, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert proses.stdout is not None
    assert proses.stdout.readline() == "siap\n"
    return proses


def selesai(proses: subprocess.Popen[str]) -> None:
    assert proses.stdin is not None
    assert proses.stdout is not None
    proses.stdin.close()
    proses.wait(timeout=30)
    proses.stdout.close()


def tanya_postgres(
    tempat: Tempat, perintah: str = "SELECT 1", pengguna: str = "postgres"
) -> object:
    sambungan = psycopg2.connect(host=str(tempat.soket), user=pengguna, dbname="jmo")
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(perintah)
            return kursor.fetchone()[0]
    finally:
        sambungan.close()


def valkey_hidup(tempat: Tempat) -> bool:
    with socket.socket(socket.AF_UNIX) as soket:
        try:
            soket.connect(str(tempat.valkey))
            soket.sendall(b"PING\r\n")
            return soket.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def hidup(tempat: Tempat) -> tuple[bool, bool]:
    try:
        tanya_postgres(tempat)
        postgres = True
    except psycopg2.OperationalError:
        postgres = False
    return postgres, valkey_hidup(tempat)


def test_menyala_dipakai_bersama_dan_mati_oleh_yang_terakhir(tempat: Tempat) -> None:
    satu = Layanan(tempat, cepat=True)
    satu.nyalakan()
    satu.nyalakan()
    assert hidup(tempat) == (True, True)
    mulai = tanya_postgres(tempat, "SELECT pg_postmaster_start_time()")
    dua = pakai(tempat)
    satu.lepaskan()
    satu.lepaskan()
    assert hidup(tempat) == (True, True), "the other process still uses it"
    assert tanya_postgres(tempat, "SELECT pg_postmaster_start_time()") == mulai
    selesai(dua)
    assert hidup(tempat) == (False, False)
    assert not tempat.soket.exists()


def test_peran_pemilik_dan_aplikasi_tersedia(tempat: Tempat) -> None:
    satu = Layanan(tempat, cepat=True)
    satu.nyalakan()
    for pengguna in ("jmo_pemilik", "jmo_aplikasi"):
        assert tanya_postgres(tempat, "SELECT current_user", pengguna) == pengguna
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        tanya_postgres(tempat, "CREATE TABLE uji (id int)", "jmo_aplikasi")
    assert tempat.soket.stat().st_mode & 0o077 == 0, "others must not reach the sockets"
    satu.lepaskan()


def test_proses_yang_dibunuh_meninggalkan_server_yang_diambil_alih(tempat: Tempat) -> None:
    korban = pakai(tempat)
    korban.send_signal(signal.SIGKILL)
    korban.wait(timeout=10)
    assert korban.stdin is not None
    assert korban.stdout is not None
    korban.stdin.close()
    korban.stdout.close()
    assert hidup(tempat) == (True, True), "nobody could stop it"
    mulai = tanya_postgres(tempat, "SELECT pg_postmaster_start_time()")
    penerus = Layanan(tempat, cepat=True)
    penerus.nyalakan()
    assert tanya_postgres(tempat, "SELECT pg_postmaster_start_time()") == mulai
    penerus.lepaskan()
    assert hidup(tempat) == (False, False)


def test_server_yang_dibunuh_menyala_lagi_dengan_datanya(tempat: Tempat) -> None:
    satu = Layanan(tempat, cepat=True)
    satu.nyalakan()
    tanya_postgres(tempat, "CREATE TABLE tinggal AS SELECT 7 AS n; COMMIT; CHECKPOINT; SELECT 1")
    for perintah in ("pg_ctl", "valkey"):
        _bunuh(tempat, perintah)
    assert hidup(tempat) == (False, False)
    satu.lepaskan()
    penerus = Layanan(tempat, cepat=True)
    penerus.nyalakan()
    assert hidup(tempat) == (True, True)
    assert tanya_postgres(tempat, "SELECT n FROM tinggal") == 7
    penerus.lepaskan()


def _bunuh(tempat: Tempat, apa: str) -> None:
    """Kill one server as a crash would, by the number in its own file."""
    berkas = tempat.folder / ("valkey.pid" if apa == "valkey" else "pg/postmaster.pid")
    nomor = int(berkas.read_text().split()[0])
    os.kill(nomor, signal.SIGKILL)
    for _ in range(100):
        try:
            os.kill(nomor, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{nomor}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("the server did not die")


def test_tanpa_program_berhenti_dengan_kalimat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _nama: None)
    monkeypatch.setattr(shutil, "which", lambda _nama: None)
    try:
        with pytest.raises(LayananGagal, match="REDIS_URL"):
            layanan._berkas_valkey()
    finally:
        monkeypatch.undo()


def test_soket_pendek_walau_foldernya_panjang(tmp_path: Path) -> None:
    panjang = Tempat(tmp_path / ("a" * 90) / ("b" * 90))
    assert len(str(panjang.valkey)) < 100
    assert panjang.soket != Tempat(tmp_path).soket
