"""Bytes over the wire of a first visit in real Chromium: sign-in page and home page."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Request, sync_playwright

from tests.benchmarks.lingkungan import buat_orang_beranda, masuk, portal
from tests.benchmarks.ukuran import Ukuran
from tests.peramban import pastikan_chromium

PERLU_BASIS_DATA = True
BATAS_KB = 100
TENANG_MD = 1500


def _kunjungi(peramban: Browser, alamat: str, sesi: str | None) -> tuple[float, int]:
    """Return kilobytes and requests of one visit with an empty cache, headers included."""
    konteks = peramban.new_context(viewport={"width": 360, "height": 800})
    if sesi is not None:
        konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sesi, "url": alamat}])
    selesai: list[Request] = []
    konteks.on("requestfinished", lambda satu: selesai.append(satu))  # noqa: PLW0108 - it marks what it is given
    halaman = konteks.new_page()
    # The browser's own protocol counts once more what the page itself fetched.
    cdp: Any = konteks.new_cdp_session(halaman)
    cdp.send("Network.enable")
    terhitung: list[float] = []
    cdp.on("Network.loadingFinished", lambda satu: terhitung.append(satu["encodedDataLength"]))
    jawaban = halaman.goto(alamat, wait_until="networkidle")
    assert jawaban is not None
    assert jawaban.status == 200
    assert halaman.url.rstrip("/") == alamat.rstrip("/"), "sent elsewhere"
    halaman.wait_for_timeout(TENANG_MD)
    semua = sum(_ukuran(satu) for satu in selesai)
    konteks.close()
    return max(semua, sum(terhitung)) / 1000, len(selesai)


def _ukuran(permintaan: Request) -> int:
    """Return the bytes of one answer; what came from the browser's own cache has none."""
    ukuran = permintaan.sizes()
    isi = ukuran["responseBodySize"]
    if isi == 0:  # the browser does not tell for a service worker's own script
        jawaban = permintaan.response()
        assert jawaban is not None
        isi = int(jawaban.header_value("content-length") or 0)
    return isi + ukuran["responseHeadersSize"]


def ukur() -> list[Ukuran]:
    """Visit each page once with a browser that was never there."""
    sesi = masuk(buat_orang_beranda()).cookies[settings.SESSION_COOKIE_NAME].value
    hasil = []
    # Otherwise the driver hides what the service worker fetches, and that is a visit's cost too.
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"
    with portal() as port, sync_playwright() as alat:
        alamat = f"http://127.0.0.1:{port}"
        peramban = alat.chromium.launch(executable_path=pastikan_chromium(), args=["--no-sandbox"])
        for nama, jalur, siapa in (
            ("muat.login", "/akun/login/", None), ("muat.beranda", "/", sesi),
        ):  # fmt: skip
            kb, banyak = _kunjungi(peramban, alamat + jalur, siapa)
            hasil.append(Ukuran(nama, kb, "<=", BATAS_KB, f"kB in {banyak} requests"))
        peramban.close()
    return hasil
