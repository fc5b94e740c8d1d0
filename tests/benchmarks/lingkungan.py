"""Processes and people that several benchmarks need."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import Akun, Persetujuan, Pesan, Peserta, indeks
from accounts.rules.pelaku import tugas
from accounts.services.pesan import antre_pesan
from jmo.benih.penyiapan import HEADER
from jmo.lib.tanggal import hari_ini_wib, tambah_bulan
from jmo.lib.uang import Rupiah
from klaim_jht.models import Klaim
from klaim_jht.services.pengajuan import ajukan_klaim, isi_langkah, mulai_klaim
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.rules.iuran import hitung_iuran, susun_ketentuan_iuran
from saldo.selectors import ambil_ketentuan
from saldo.services.iuran import impor_iuran
from saldo.services.kartu import buat_kartu
from saldo.services.perusahaan import pastikan_perusahaan

AKAR = Path(settings.BASE_DIR)
PELAKU = tugas("ukur")
UPAH = 5_000_000


@contextmanager
def sandbox() -> Iterator[int]:
    """Run register, bank and inbox as a process of their own; gives its id."""
    port = settings.SANDBOX_PORT
    perintah = [
        sys.executable, "-m", "jmo.sandbox", "--folder", str(settings.TEMPAT / "sandbox"),
        "--foto", str(settings.FOLDER_FOTO), "--pemeran", str(AKAR / "jmo/benih/pemeran.toml"),
        "--port-dukcapil", str(port["dukcapil"]), "--port-bank", str(port["bank"]),
        "--port-kotak-masuk", str(port["kotak_masuk"]),
    ]  # fmt: skip
    proses = subprocess.Popen(perintah, cwd=AKAR, stdout=subprocess.PIPE, text=True)
    assert proses.stdout is not None
    assert proses.stdout.readline().startswith("siap")
    try:
        yield proses.pid
    finally:
        proses.terminate()
        proses.wait(timeout=20)


@contextmanager
def pekerja(antrean: str, *, proses: int = 1) -> Iterator[int]:
    """Run one worker with so many processes for a queue; gives the id of their parent."""
    perintah = [
        sys.executable, "-m", "celery", "-A", "jmo.celery:aplikasi", "worker", "-Q", antrean,
        "-c", str(proses), "-n", "ukur@jmo", "-l", "ERROR", "--without-gossip", "--without-mingle",
    ]  # fmt: skip
    induk = subprocess.Popen(perintah, cwd=AKAR, stdout=subprocess.DEVNULL)
    try:
        yield induk.pid
    finally:
        induk.terminate()
        induk.wait(timeout=30)


@contextmanager
def portal(aplikasi: str = "jmo.wsgi") -> Iterator[int]:
    """Serve the portal as `make run` does, with collected static files; gives its port."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        port = int(soket.getsockname()[1])
    lingkungan = {
        **os.environ,
        "JMO_MODE": "coba", "JMO_PERAN_DB": "aplikasi", "JMO_LAYANAN_DIJAGA": "1",
        "ALAMAT_PORTAL": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    kumpulkan = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(kumpulkan, cwd=AKAR, env=lingkungan, check=True)
    perintah = [
        sys.executable, "-m", "gunicorn", aplikasi, "-b", f"127.0.0.1:{port}", "-k", "gthread",
        "-w", "2", "--threads", "4", "--log-level", "error",
    ]  # fmt: skip
    proses = subprocess.Popen(perintah, cwd=AKAR, env=lingkungan)
    try:
        _tunggu_portal(port)
        yield port
    finally:
        proses.terminate()
        proses.wait(timeout=30)


def _tunggu_portal(port: int) -> None:
    batas = time.monotonic() + 60
    while True:
        sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            sambungan.request("GET", "/sehat")
            assert sambungan.getresponse().status == 200
            return
        except ConnectionError:
            assert time.monotonic() < batas, "the portal did not start"
            time.sleep(0.1)
        finally:
            sambungan.close()


def masuk(akun: Akun) -> Client:
    """Return a client of this process with a session of this login."""
    klien = Client(SERVER_NAME="localhost")
    klien.force_login(akun)
    return klien


def pid_postgres() -> int:
    """Return the id of the embedded server's first process."""
    return int((settings.TEMPAT / "pg" / "postmaster.pid").read_text().split()[0])


def cpu_pohon(pid: int) -> float:
    """Return the CPU seconds that a process and those below it, alive or gone, have used."""
    anak: dict[int, list[int]] = {}
    detak: dict[int, int] = {}
    for berkas in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name in brackets may hold anything, also spaces.
            isi = berkas.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has gone meanwhile
        nomor = int(berkas.parent.name)
        anak.setdefault(int(isi[1]), []).append(nomor)
        detak[nomor] = sum(map(int, isi[11:15]))
    jumlah, tinggal = 0, [pid]
    while tinggal:
        satu = tinggal.pop()
        jumlah += detak.get(satu, 0)
        tinggal += anak.get(satu, [])
    return jumlah / os.sysconf("SC_CLK_TCK")


def ajukan(peserta: Peserta) -> Klaim:
    """File the claim of a person who was laid off."""
    klaim = mulai_klaim(peserta=peserta, pelaku=PELAKU)
    klaim = isi_langkah(
        klaim_id=klaim.pk, kunci="alasan", isian={"alasan": "PHK"}, versi=None, pelaku=PELAKU
    )
    return ajukan_klaim(klaim_id=klaim.pk, versi=klaim.versi, kunci=uuid.uuid4().hex, pelaku=PELAKU)


def buat_orang_beranda() -> Akun:
    """Return the login of a person with three cards, an open claim and five notices."""
    [peserta] = buat_peserta_siap_klaim(1)
    akun = peserta.akun
    assert akun is not None
    ajukan(peserta)
    for nomor in (2, 3):
        baru = pastikan_perusahaan(npp=f"UKUR000{nomor}", nama=f"PT Ukur {nomor}", pelaku=PELAKU)
        buat_kartu(
            peserta=peserta, perusahaan=baru, tanggal_mulai=hari_ini_wib(timezone.now()),
            pelaku=PELAKU,
        )  # fmt: skip
    # Filing has told the first one.
    for nomor in range(1, 5):
        antre_pesan(
            akun=akun, jenis="perangkat_baru", saluran=Pesan.Saluran.EMAIL, tujuan=akun.email,
            data={"perangkat": f"Chrome {nomor}", "pada": timezone.now()},
        )  # fmt: skip
    return akun


def buat_peserta_siap_klaim(banyak: int, *, bulan: int = 3) -> list[Peserta]:
    """Make people who were laid off 40 days ago, through an employer's files.

    Shape:  each with one card, `bulan` months of contributions, a proved account and a fresh face.
    """
    hari_ini = hari_ini_wib(timezone.now())
    keluar = date.fromordinal(hari_ini.toordinal() - 40)
    pastikan_perusahaan(npp="UKUR0001", nama="PT Ukur", pelaku=PELAKU)
    nik = [f"9901{1 + ke // 9999:02d}010190{ke % 9999 + 1:04d}" for ke in range(banyak)]
    for mundur in range(bulan, 0, -1):
        awal = tambah_bulan(keluar.replace(day=1), 1 - mundur)
        iuran = hitung_iuran(
            upah=Rupiah(UPAH), ketentuan=susun_ketentuan_iuran(ambil_ketentuan(pada=awal))
        )
        akhir = f"{keluar},PHK" if mundur == 1 else ","
        baris = [HEADER] + [
            f"UKUR0001,{awal:%Y-%m},,{satu},ORANG UKUR {satu[-4:]},1990-01-01,{UPAH},"
            f"{iuran.jht_pemberi_kerja},{iuran.jht_pekerja},{iuran.jp_pemberi_kerja},"
            f"{iuran.jp_pekerja},{hari_ini},{akhir}"
            for satu in nik
        ]
        hasil = impor_iuran(
            berkas=BytesIO("\n".join(baris).encode()), nama="ukur.csv", pelaku=PELAKU
        )
        assert not hasil.galat, hasil.galat[:3]
    sidik = [indeks(satu, ruang="nik") for satu in nik]
    peserta = list(Peserta.objects.filter(nomor_identitas_indeks__in=sidik).order_by("pk"))
    for nomor, satu in enumerate(peserta, start=1):
        _siapkan(satu, nomor)
    return peserta


def _siapkan(peserta: Peserta, nomor: int) -> None:
    sekarang = timezone.now()
    akun = Akun(nama_pengguna=f"ukur{peserta.pk}", email=f"ukur{peserta.pk}@contoh.id")
    akun.set_unusable_password()
    akun.save()
    peserta.akun, peserta.pengkinian_pada = akun, sekarang
    peserta.save(update_fields=["akun", "pengkinian_pada"])
    setuju = Persetujuan.objects.create(akun=akun, jenis="WAJAH", versi="1", sidik_teks="0" * 64)
    HasilVerifikasi.objects.create(
        peserta=peserta, jenis="WAJAH", keperluan="PENGKINIAN", status="COCOK", sumber="DUKCAPIL",
        persetujuan=setuju, dikirim_pada=sekarang, diputus_pada=sekarang,
    )  # fmt: skip
    bukti = HasilVerifikasi.objects.create(
        peserta=peserta, jenis="REKENING", keperluan="PENGKINIAN", status="COCOK", sumber="BANK",
        dikirim_pada=sekarang, diputus_pada=sekarang,
    )  # fmt: skip
    rekening = f"77{nomor:06d}0000"
    Rekening.objects.create(
        peserta=peserta, kode_bank="002", nama_bank="BRI", nomor=rekening,
        nomor_indeks=indeks(f"002:{rekening}", ruang="rekening"), nomor_samar="****0000",
        nama_pemilik=peserta.nama, nama_pemilik_samar="O*** U***", skor_nama=1,
        status=Rekening.Status.TERBUKTI, verifikasi=bukti,
    )  # fmt: skip
