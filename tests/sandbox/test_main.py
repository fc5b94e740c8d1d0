from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmo.gateways.dukcapil import DataPenduduk, Dukcapil, HasilPenduduk, KonfigurasiDukcapil
from jmo.gateways.hasil import Berhasil
from jmo.gateways.pesan import KonfigurasiPenyedia, PengirimHTTP, PesanKeluar, Saluran
from tests.conftest import AKAR, port_bebas
from tests.sandbox.alat_dukcapil import BUDI, FOTO, PEMERAN

SIAP = re.compile(r"siap dukcapil=(\d+) bank=(\d+) kotak_masuk=(\d+)\n")


def kata(folder: Path, *, port: tuple[int, int, int] = (0, 0, 0)) -> list[str]:
    pemeran = folder / "pemeran.toml"
    pemeran.write_text(PEMERAN, encoding="utf-8")
    return [
        sys.executable, "-m", "jmo.sandbox", "--folder", str(folder / "sandbox"),
        "--foto", str(FOTO), "--pemeran", str(pemeran), "--port-dukcapil", str(port[0]),
        "--port-bank", str(port[1]), "--port-kotak-masuk", str(port[2]),
    ]  # fmt: skip


@contextmanager
def jalan(folder: Path, **lingkungan: str) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    proses = subprocess.Popen(
        kata(folder), cwd=AKAR, env={**os.environ, **lingkungan}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert proses.stdout is not None
        cocok = SIAP.fullmatch(proses.stdout.readline())
        assert cocok
        yield proses, [int(angka) for angka in cocok.groups()]
    finally:
        proses.kill()
        proses.communicate()


def kendali(port: int, nama: str, rahasia: str) -> tuple[int, Any]:
    permintaan = urllib.request.Request(
        f"http://127.0.0.1:{port}/kendali/{nama}", headers={"X-Kendali": rahasia}
    )
    try:
        with urllib.request.urlopen(permintaan, timeout=5) as jawaban:
            return jawaban.status, json.load(jawaban)
    except urllib.error.HTTPError as galat:
        with galat:
            return galat.code, None


def test_tiga_server_siap_cepat_lalu_berhenti_bersih(tmp_path: Path) -> None:
    mulai = time.monotonic()
    with jalan(tmp_path, JMO_SANDBOX_KENDALI="kendali-uji") as (proses, port):
        siap = time.monotonic() - mulai
        for nomor in port:
            assert kendali(nomor, "gangguan", "kendali-uji")[0] == 200
            assert kendali(nomor, "gangguan", "kendali-contoh")[0] == 403
        proses.send_signal(signal.SIGTERM)
        keluar, galat = proses.communicate(timeout=10)
    assert (proses.returncode, keluar, galat) == (0, "", "")
    assert siap < 5
    folder = tmp_path / "sandbox"
    assert {berkas.name for berkas in folder.iterdir()} >= {
        "dukcapil.sqlite3", "bank.sqlite3", "kotak_masuk.sqlite3", "kunci_privat.pem",
        "kunci_publik.pem",
    }  # fmt: skip
    assert folder.stat().st_mode & 0o777 == 0o700


def test_ctrl_c_juga_berhenti_bersih_saat_wajah_dibaca(tmp_path: Path) -> None:
    with jalan(tmp_path, DUKCAPIL_SANDI="sandi-uji") as (proses, port):
        klien = Dukcapil(
            KonfigurasiDukcapil(
                alamat=f"http://127.0.0.1:{port[0]}", pelanggan="JMO", pengguna="jmo",
                sandi="sandi-uji", ip="127.0.0.1", izinkan_http=True,
            )
        )  # fmt: skip
        jpeg = (FOTO / "obama2.jpg").read_bytes()
        assert isinstance(klien.cocokkan_wajah(nik=BUDI, jpeg=jpeg, referensi="w"), Berhasil)
        klien.tutup()
        proses.send_signal(signal.SIGINT)
        assert proses.communicate(timeout=10) == ("", "")
    assert proses.returncode == 0


def test_rahasia_baku_sama_dengan_milik_portal(sandbox: dict[str, str]) -> None:
    from django.conf import settings

    d = settings.DUKCAPIL
    klien = Dukcapil(
        KonfigurasiDukcapil(
            alamat=sandbox["dukcapil"], pelanggan=d["pelanggan"], pengguna=d["pengguna"],
            sandi=d["sandi"], ip=d["ip"], izinkan_http=True,
        )
    )  # fmt: skip
    data = DataPenduduk(nik=BUDI, nama="BUDI SANTOSO", tanggal_lahir=date(1988, 3, 12))
    hasil = klien.verifikasi(data=data, referensi="v")
    klien.tutup()
    assert isinstance(hasil, Berhasil)
    assert hasil.data.hasil is HasilPenduduk.COCOK
    pengirim = PengirimHTTP(
        KonfigurasiPenyedia(
            alamat=sandbox["kotak_masuk"], kunci=settings.PESAN["kunci"], izinkan_http=True
        )
    )
    pesan = PesanKeluar(
        saluran=Saluran.EMAIL, tujuan="uji@contoh.id", teks="uji", referensi="test-main"
    )
    assert isinstance(pengirim.kirim(pesan), Berhasil)
    pengirim.tutup()
    for alamat in sandbox.values():
        port = int(alamat.rsplit(":", 1)[1])
        assert kendali(port, "gangguan", settings.SANDBOX_KENDALI)[0] == 200


@pytest.mark.parametrize("mode", ["produksi", ""])
def test_sandbox_menolak_produksi(tmp_path: Path, mode: str) -> None:
    hasil = subprocess.run(
        kata(tmp_path), cwd=AKAR, env={**os.environ, "JMO_MODE": mode}, capture_output=True,
        text=True, check=False, timeout=20,
    )  # fmt: skip
    assert hasil.returncode == 1
    assert "no place in production" in hasil.stderr
    assert not (tmp_path / "sandbox").exists()


def test_port_yang_terpakai_disebut_dan_tidak_ada_yang_tertinggal(tmp_path: Path) -> None:
    with jalan(tmp_path) as (_, port):
        lain = tmp_path / "lain"
        lain.mkdir()
        bebas = port_bebas()
        hasil = subprocess.run(
            kata(lain, port=(bebas, port[1], 0)), cwd=AKAR, capture_output=True, text=True,
            check=False, timeout=20,
        )  # fmt: skip
    assert hasil.returncode == 1
    assert hasil.stderr.startswith("The sandbox cannot start:")
    assert f"bank-contoh, port {port[1]}" in hasil.stderr
    assert "Traceback" not in hasil.stderr
