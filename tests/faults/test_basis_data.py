"""PostgreSQL stops as in a power cut, loses its lines, runs out of disk, is brought back."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import Error, connection

from accounts.models import Peserta
from jmo.lib.galat import Galat
from klaim_jht.models import Klaim, Pembayaran
from saldo.models import TahananSaldo
from saldo.services.pemeriksaan import periksa_buku
from tests.benchmarks.lingkungan import ajukan
from tests.benchmarks.payout import program_postgres
from tests.faults import panggung as p
from tests.faults.penguji import pelanggaran_invarian

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1500)]
KALI_MATI = 5


class _Pengaju(threading.Thread):
    """Files for one after another, whatever the server does, and remembers what was answered."""

    def __init__(self, peserta: list[Peserta]) -> None:
        super().__init__(daemon=True)
        self._peserta = peserta
        self.diterima: list[int] = []
        self.gagal = 0

    def run(self) -> None:
        """File until everybody was answered."""
        for satu in self._peserta:
            while True:
                try:
                    self.diterima.append(ajukan(satu).pk)
                    break
                except Galat:
                    break  # filed already: the answer to an earlier try was lost
                except (Error, psycopg2.Error):
                    self.gagal += 1
                    time.sleep(0.2)
                finally:
                    connection.close()


def test_p17_basis_data_mati_mendadak(orang: list[Peserta], tmp_path: Path) -> None:
    """What was answered is in the book after each restart, and everybody is paid once."""
    acak = random.Random(17)
    with p.pekerja(), p.beat(tmp_path):
        pengaju = _Pengaju(orang)
        pengaju.start()
        for _ in range(KALI_MATI):
            time.sleep(acak.uniform(0.3, 1.2))
            p.hentikan_basis_data()
            p.nyalakan_basis_data()
            diterima = list(pengaju.diterima)
            assert Klaim.objects.filter(pk__in=diterima).count() == len(diterima)
        pengaju.join(timeout=120)
        assert not pengaju.is_alive()
        klaim = list(Klaim.objects.exclude(status="DRAF"))
        assert {satu.pk for satu in klaim} >= set(pengaju.diterima)
        assert len(klaim) == len(orang)
        # What was sent but perhaps never arrived is asked about, not sent again: it may wait.
        p.tunggu(
            lambda: not Pembayaran.objects.filter(status__in=("SIAP", "DIKIRIM")).exists(),
            "every payment was acted on", batas=200,
        )  # fmt: skip
    for satu in Pembayaran.objects.all():
        lewat = p.dibayar_bank(satu)
        assert len(lewat) <= 1
        assert (satu.status == "BERHASIL") <= (lewat == [satu.jumlah]), satu
    assert pelanggaran_invarian() == []


def test_p18_sambungan_basis_data_diputus(orang: list[Peserta], tmp_path: Path) -> None:
    """Every connection of workers and beat is ended again and again while they pay."""
    acak = random.Random(18)
    klaim = p.ajukan_semua(orang[:12])
    diputus = 0
    with p.pekerja(proses=2), p.beat(tmp_path):
        p.tunggu(lambda: Klaim.objects.filter(status="DIBAYAR").exists(), "paying")
        for _ in range(12):
            diputus += p.putuskan_semua()
            time.sleep(acak.uniform(0.05, 0.3))
        p.tunggu(
            lambda: not Pembayaran.objects.filter(status__in=("SIAP", "DIKIRIM")).exists(),
            "every payment was acted on", batas=200,
        )  # fmt: skip
    assert diputus
    for satu in Pembayaran.objects.filter(klaim__in=klaim):
        assert len(p.dibayar_bank(satu)) <= 1
        assert TahananSaldo.objects.filter(rujukan=f"klaim:{satu.klaim_id}").count() == 1
    assert pelanggaran_invarian() == []


def test_p31_dipulihkan_dari_cadangan(orang: list[Peserta], tmp_path: Path) -> None:
    """Dump, restore into another database: balances and the head of the chain are the same."""
    klaim = p.ajukan_semua(orang[:3])
    with p.pekerja():
        p.tunggu(p.semua_dibayar(klaim), "paid")
    pemeriksaan, _ = periksa_buku()
    assert pemeriksaan.dipenuhi
    assert pemeriksaan.pangkal
    asal, pulih = str(connection.settings_dict["NAME"]), "uji_pulih"
    inang = str(connection.settings_dict["HOST"])
    mulai = time.monotonic()
    _jalankan("pg_dump", "-h", inang, "-U", "postgres", "-Fc", "-f", f"{tmp_path}/cadangan", asal)
    _jalankan("createdb", "-h", inang, "-U", "postgres", pulih)
    try:
        _jalankan("pg_restore", "-h", inang, "-U", "postgres", "-d", pulih, f"{tmp_path}/cadangan")
        assert time.monotonic() - mulai < 900
        assert _inti(inang, pulih) == _inti(inang, asal)
        # The guards of the book came along, too.
        with _kursor(inang, pulih) as kursor, pytest.raises(psycopg2.Error):
            kursor.execute("UPDATE saldo_entrijurnal SET kredit = kredit + 1")
    finally:
        _jalankan("dropdb", "-h", inang, "-U", "postgres", pulih)


def _inti(inang: str, basis: str) -> list[tuple[object, ...]]:
    with _kursor(inang, basis) as kursor:
        kursor.execute(
            "SELECT jenis, count(*), sum(saldo) FROM saldo_akunbuku GROUP BY 1 ORDER BY 1"
        )
        baris = kursor.fetchall()
        kursor.execute("SELECT encode(sidik, 'hex') FROM saldo_segelbuku ORDER BY nomor DESC")
        return [*baris, *kursor.fetchall()]


@contextlib.contextmanager
def _kursor(inang: str, basis: str) -> Iterator[Any]:
    sambungan = psycopg2.connect(host=inang, user="postgres", dbname=basis)
    try:
        with sambungan.cursor() as kursor:
            yield kursor
    finally:
        sambungan.close()


def _jalankan(program: str, *kata: str) -> None:
    hasil = subprocess.run(
        [program_postgres(program), *kata], capture_output=True, text=True, check=False,
        env={**os.environ, "PGCLIENTENCODING": "UTF8"},
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stderr


def test_p3_seluruh_pekerja_dibunuh_diteruskan_yang_lain(
    orang: list[Peserta], tmp_path: Path
) -> None:
    """Worker and children die while the bank holds the answer back: asked again within a minute."""
    with p.beat(tmp_path):
        [klaim] = p.ajukan_semua(orang[:1])
        bayar = Pembayaran.objects.get(klaim=klaim)
        p.kendali_bank(
            "rekening",
            {
                "kode_bank": "002", "nomor": orang[0].rekening.get().nomor,
                "nama": orang[0].nama, "skenario": "0002",
            },
        )  # fmt: skip
        with p.pekerja("satu", proses=2) as satu:
            p.tunggu(lambda: p.dibayar_bank(bayar) != [], "the bank booked it")
            p.bunuh(satu, signal.SIGKILL)
        with p.pekerja("dua"):
            ditanya = bayar.percobaan_kirim.filter(jenis="TANYA")
            assert p.tunggu(ditanya.exists, "asked by the next worker") <= 60
            p.tunggu(p.semua_dibayar([klaim]), "paid")
    p.pastikan_sekali([klaim])
