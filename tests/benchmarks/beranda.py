"""The home page of a busy person against an empty page that requires login, on one server."""

from __future__ import annotations

import http.client
import os
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Akun
from tests.benchmarks.lingkungan import buat_orang_beranda, masuk, portal
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
KOSONG = "/ukur-kosong/"
SAMBUNGAN = 4
PER_SAMBUNGAN = 20
PUTARAN = int(os.environ.get("UKUR_BERANDA", "15"))


def hitung_kueri(akun: Akun) -> int:
    """Return how many statements one home page costs, those for session and login included."""
    klien = masuk(akun)
    klien.get("/")
    with CaptureQueriesContext(connection) as kueri:
        jawaban = klien.get("/")
    assert jawaban.status_code == 200, jawaban.status_code
    return len(kueri)


class _Pengunjung:
    """One browser's kept connection with a session."""

    def __init__(self, port: int, sesi: str) -> None:
        self._sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._kepala = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={sesi}"}

    def minta(self, jalur: str) -> bytes:
        self._sambungan.request("GET", jalur, headers=self._kepala)
        jawaban = self._sambungan.getresponse()
        isi = jawaban.read()
        assert jawaban.status == 200, (jalur, jawaban.status)
        return isi

    def minta_banyak(self, jalur: str) -> None:
        for _ in range(PER_SAMBUNGAN):
            self.minta(jalur)

    def tutup(self) -> None:
        self._sambungan.close()


def _laju(pengunjung: list[_Pengunjung], jalur: str) -> float:
    """Return requests per second over all connections at once."""
    mulai = time.perf_counter()
    with ThreadPoolExecutor(len(pengunjung)) as kolam:
        list(kolam.map(lambda satu: satu.minta_banyak(jalur), pengunjung))
    return len(pengunjung) * PER_SAMBUNGAN / (time.perf_counter() - mulai)


def ukur() -> list[Ukuran]:
    """Visit both pages in turns over the same connections and compare round by round."""
    akun = buat_orang_beranda()
    kueri = hitung_kueri(akun)
    sesi = masuk(akun).cookies[settings.SESSION_COOKIE_NAME].value
    with portal("tests.benchmarks.halaman_kosong") as port:
        pengunjung = [_Pengunjung(port, sesi) for _ in range(SAMBUNGAN)]
        halaman = pengunjung[0].minta("/").decode()
        assert halaman.count('class="pesan-judul"') == 5, "five notices"
        assert "K2" in halaman, "an open claim"
        _laju(pengunjung, "/")
        _laju(pengunjung, KOSONG)
        pasangan = [(_laju(pengunjung, "/"), _laju(pengunjung, KOSONG)) for _ in range(PUTARAN)]
        for satu in pengunjung:
            satu.tutup()
    beranda, kosong = (median(satu) for satu in zip(*pasangan, strict=True))
    catatan = f"{beranda:.0f} of {kosong:.0f} requests/s, {os.cpu_count()} cores"
    return [
        Ukuran("beranda.kueri", kueri, "<=", 8),
        Ukuran("beranda", median(a / b for a, b in pasangan), ">=", 0.25, catatan),
    ]
