"""Processes of the portal: two clocks, a deploy under load, fifty presses of one button."""

from __future__ import annotations

import signal
import threading
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.audit import pelaku_akun
from accounts.models import Peserta
from jmo.lib.galat import Galat
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.services.pengajuan import ajukan_klaim, isi_langkah, mulai_klaim
from tests.faults import panggung as p
from tests.faults.penguji import pelanggaran_invarian

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1500)]


def _ajukan_serentak(peserta: list[Peserta], utas: int) -> Counter[str]:
    """Let so many threads file for these people at once, every second one with the same key."""
    hasil: Counter[str] = Counter()
    aba_aba = threading.Barrier(utas)
    draf = []
    for satu in peserta:
        assert satu.akun is not None
        klaim = mulai_klaim(peserta=satu, pelaku=pelaku_akun(satu.akun))
        klaim = isi_langkah(
            klaim_id=klaim.pk, kunci="alasan", isian={"alasan": "PHK"}, versi=None,
            pelaku=pelaku_akun(satu.akun),
        )  # fmt: skip
        draf.append((klaim, pelaku_akun(satu.akun), uuid.uuid4().hex))

    def satu_utas(ke: int) -> None:
        klaim, pelaku, kunci = draf[ke % len(draf)]
        sendiri = kunci if (ke // len(draf)) % 2 else uuid.uuid4().hex
        aba_aba.wait()
        try:
            ajukan_klaim(klaim_id=klaim.pk, versi=klaim.versi, kunci=sendiri, pelaku=pelaku)
            hasil["diterima"] += 1
        except Galat as galat:
            hasil[galat.kode] += 1
        finally:
            connection.close()

    semua = [threading.Thread(target=satu_utas, args=(ke,)) for ke in range(utas)]
    for butir in semua:
        butir.start()
    for butir in semua:
        butir.join()
    return hasil


def test_p9_lima_puluh_tekanan_satu_klaim(orang: list[Peserta]) -> None:
    hasil = _ajukan_serentak(orang[:1], 50)
    assert hasil["diterima"] + hasil["klaim_sudah_diajukan"] == 50, hasil
    assert hasil["diterima"] >= 1
    assert Klaim.objects.exclude(status="DRAF").count() == Pembayaran.objects.count() == 1
    assert pelanggaran_invarian() == []


def test_p19_tiga_puluh_dua_utas_lima_rekening(orang: list[Peserta]) -> None:
    """No deadlock, no lost update: one claim a person, whoever came first."""
    hasil = _ajukan_serentak(orang[:5], 32)
    assert set(hasil) <= {"diterima", "klaim_sudah_diajukan"}, hasil
    assert Klaim.objects.exclude(status="DRAF").count() == Pembayaran.objects.count() == 5
    assert pelanggaran_invarian() == []


def test_p21_dua_beat_dua_pekerja(orang: list[Peserta], tmp_path: Path) -> None:
    """Every sweep runs twice and every bell rings twice; nothing is paid twice."""
    klaim = p.ajukan_semua(orang[:10])
    p.broker().flushall()
    with (
        p.beat(tmp_path, "satu"),
        p.beat(tmp_path, "dua"),
        p.pekerja("satu"),
        p.pekerja("dua"),
    ):
        p.tunggu(p.semua_dibayar(klaim), "paid from the sweeps")
    p.pastikan_sekali(klaim)


def _kue(peserta: Peserta) -> dict[str, str]:
    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return {settings.SESSION_COOKIE_NAME: klien.cookies[settings.SESSION_COOKIE_NAME].value}


def _kunjungi(
    alamat: str, kue: dict[str, str], berhenti: threading.Event, hasil: Counter[str]
) -> None:
    while not berhenti.is_set():
        try:
            jawaban = requests.get(f"{alamat}/", cookies=kue, timeout=150)
            hasil[str(jawaban.status_code)] += 1
        except requests.RequestException as galat:
            hasil[type(galat).__name__] += 1


def _lebih_dari(hasil: Counter[str], banyak: int) -> Callable[[], bool]:
    return lambda: hasil["200"] > banyak


def test_p25_pasang_versi_baru_selagi_dipakai(orang: list[Peserta], tmp_path: Path) -> None:
    """The web is told to reload, workers to end, while people look and money goes out."""
    klaim = p.ajukan_semua(orang[:12])
    hasil: Counter[str] = Counter()
    berhenti = threading.Event()
    with p.beat(tmp_path), p.web() as (gunicorn, alamat):
        pengunjung = [
            threading.Thread(target=_kunjungi, args=(alamat, _kue(satu), berhenti, hasil))
            for satu in orang[:3]
        ]
        for utas in pengunjung:
            utas.start()
        try:
            for _ in range(3):
                with p.pekerja() as pekerja:
                    p.tunggu(_lebih_dari(hasil, hasil["200"] + 20), "people are served")
                    gunicorn.send_signal(signal.SIGHUP)
                    p.bunuh(pekerja, signal.SIGTERM)
            with p.pekerja():
                p.tunggu(p.semua_dibayar(klaim), "no task was lost", batas=120)
        finally:
            berhenti.set()
            for utas in pengunjung:
                utas.join()
    assert hasil["200"] > 10, hasil
    assert set(hasil) <= {"200", "503"}, hasil
    p.pastikan_sekali(klaim)
