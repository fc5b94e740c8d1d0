"""Every route of the portal, asked by everybody: real requests, nothing kept.

The sweep runs as production does, over https; each request happens inside a savepoint, so that one
does not see what another changed.
"""

from __future__ import annotations

import csv
import gc
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.pintu.dunia import PERAN, Dunia, alamat, bangun_dunia

if TYPE_CHECKING:
    from django.http import HttpResponseBase
    from django.test import Client

BERKAS = Path(__file__).parent / "matriks.csv"
KOLOM = ("rute", "objek", *PERAN)
CARA = ("GET", "POST")
# What a route leads to: nothing of anybody, something of one person, a link that opens to whoever
# holds it, a name that is the same for all, a row of the officers' pages.
OBJEK = ("-", "milik", "tautan", "umum", "petugas")
SAMA = "="
# What differs between two answers that say the same: tokens against forgery, and the address asked.
_TANDA = re.compile(rb"[A-Za-z0-9]{64}")


@dataclass(frozen=True, slots=True)
class Jawaban:
    """What a door said to one person."""

    rute: str
    cara: str
    peran: str
    status: int
    kata: str
    kepala: dict[str, str]
    kuki: dict[str, dict[str, Any]]
    # Of strangers alone: what they read, without what differs each time.
    isi: bytes
    tercatat: bool


@dataclass(frozen=True, slots=True)
class HasilSapuan:
    """All answers, and for doors to something of one person those to what does not exist."""

    rute: list[str]
    jawaban: list[Jawaban]
    # Answers to the stranger about what does not exist, by route and method.
    tiada: dict[tuple[str, str], Jawaban]


def daftar_rute() -> list[str]:
    """Return every route in the order of the resolver, each once; one per officers' button."""
    from django.urls import get_resolver

    return list(dict.fromkeys(_urai(_telusuri(get_resolver()))))


def _telusuri(asal: Any, awal: str = "") -> Iterator[str]:
    for satu in asal.url_patterns:
        rute = awal + str(satu.pattern)
        if hasattr(satu, "url_patterns"):
            yield from _telusuri(satu, rute)
        else:
            yield rute


def _urai(rute: Iterator[str]) -> Iterator[str]:
    from django.contrib import admin

    tombol = {
        f"petugas/{m._meta.app_label}/{m._meta.model_name}/": getattr(a, "tombol", ())
        for m, a in admin.site._registry.items()
    }
    for satu in rute:
        awal, pisah, akhir = satu.partition("<path:object_id>/tombol/<slug:kunci>/")
        if not pisah or akhir:
            yield satu
            continue
        for milik in tombol[awal]:
            yield satu.replace("<slug:kunci>", milik.kunci)


def baca_matriks() -> dict[str, dict[str, str]]:
    """Return the lines of the file by route."""
    with BERKAS.open(encoding="utf-8", newline="") as berkas:
        pembaca = csv.DictReader(berkas)
        assert tuple(pembaca.fieldnames or ()) == KOLOM, "the columns are " + ",".join(KOLOM)
        baris = list(pembaca)
    rute = [satu["rute"] for satu in baris]
    ganda = sorted({satu for satu in rute if rute.count(satu) > 1})
    assert not ganda, f"{ganda} stand twice in {BERKAS.name}"
    return {satu["rute"]: satu for satu in baris}


def tulis_baris(rute: str, jawaban: list[Jawaban]) -> str:
    """Return the line of the file that says what the doors did just now."""
    kata = {(satu.peran, satu.cara): satu.kata for satu in jawaban if satu.rute == rute}
    sel = {p: gabung(kata[p, "GET"], kata[p, "POST"]) for p in PERAN}
    objek = _tebak_objek(rute)
    sama = {"-": ["asing"], "petugas": ["asing", "terbatas"]}
    if rute.startswith("petugas/"):
        objek = objek if "<" in rute else "-"
        sama["-"] = sama["petugas"]
    for peran in sama.get(objek, ()):
        if sel[peran] == sel["pemilik"]:
            sel[peran] = SAMA
    teks = f'"{rute}"' if "," in rute else rute
    return ",".join([teks, objek, *(sel[p] for p in PERAN)])


def _tebak_objek(rute: str) -> str:
    if "<" not in rute:
        return "-"
    return "petugas" if rute.startswith("petugas/") else "milik, tautan or umum"


def gabung(get: str, post: str) -> str:
    """Return a cell: one word where both methods get the same answer."""
    return get if get == post else f"{get}/{post}"


def kata_dari(jawaban: HttpResponseBase) -> str:
    """Return the word of the file for an answer."""
    lokasi = jawaban.headers.get("Location", "")
    if jawaban.status_code == 401 or re.match(r"/(akun|petugas)/login/\?next=", lokasi):
        return "masuk"
    if jawaban.status_code in {403, 404, 405}:
        return str(jawaban.status_code)
    return "galat" if jawaban.status_code >= 500 else "buka"


class _Catatan(logging.Handler):
    """Counts the refusals that the portal wrote down."""

    def __init__(self) -> None:
        super().__init__()
        self.banyak = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.banyak += record.getMessage().startswith("refused ")


def sapu() -> HasilSapuan:
    """Build the world, knock at every door as everybody, and undo it all."""
    from django.db import transaction

    luar: Any = transaction.atomic()
    # As the tests of Django do it: services may open their durable transactions inside.
    luar._from_testcase = True
    catatan = _Catatan()
    pencatat = logging.getLogger("jmo.middleware")
    with luar:
        pencatat.addHandler(catatan)
        try:
            with _seperti_produksi(), _semua_tombol(), _tanpa_beban():
                return _sapu(bangun_dunia(), catatan)
        finally:
            pencatat.removeHandler(catatan)
            transaction.set_rollback(True)


@contextmanager
def _tanpa_beban() -> Iterator[None]:
    """Spare what only costs time: thousands of lines on screen, a copy of each template's data."""
    from django.template.base import Template
    from django.test import utils

    layar = logging.getLogger().handlers
    tingkat = [(satu, satu.level) for satu in layar]
    lukis: Any = Template
    terpasang = lukis._render
    gc.collect()
    gc.disable()
    lukis._render = getattr(utils, "_TestState").saved_data.template_render  # noqa: B009 - private
    for satu in layar:
        satu.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        gc.enable()
        lukis._render = terpasang
        for satu, semula in tingkat:
            satu.setLevel(semula)


@contextmanager
def _seperti_produksi() -> Iterator[None]:
    from django.core.cache import cache
    from django.test import override_settings

    cache.clear()
    # Sessions in cookies spare two queries per request; no door depends on where they lie.
    aman = {"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
            "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
            "LANGUAGE_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
            "SECURE_HSTS_SECONDS": 63_072_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
            "SECURE_HSTS_PRELOAD": True}  # fmt: skip
    with override_settings(**aman):
        yield
    cache.clear()


@contextmanager
def _semua_tombol() -> Iterator[None]:
    """Show every button on every row: whether it may be pressed is then a matter of rights."""
    from django.contrib import admin

    semula = {a: a.tombol for a in admin.site._registry.values() if hasattr(a, "tombol")}
    for satu, tombol in semula.items():
        satu.tombol = [replace(t, tampil=lambda _objek: True) for t in tombol]
    try:
        yield
    finally:
        for satu in semula:
            del satu.tombol  # the class's own comes back


def _sapu(dunia: Dunia, catatan: _Catatan) -> HasilSapuan:
    rute = daftar_rute()
    matriks = baca_matriks()
    klien = {peran: _klien(dunia, peran) for peran in PERAN}
    jawaban, tiada = [], {}
    for satu in rute:
        baris = matriks.get(satu, {})
        nilai = dunia.nilai(satu)
        for peran in PERAN:
            if baris.get(peran) == SAMA:
                continue
            tamu = klien[peran]
            if peran == "pemilik" and dunia.pemilik_dari(satu) != dunia.akun["pemilik"]:
                tamu = _browser(dunia.pemilik_dari(satu))
            # Where the file lets a role in both ways there is no leak to find: one way is asked.
            cukup = baris.get(peran) == "buka" and satu.startswith("petugas/")
            jawaban += [
                _ketuk(tamu, satu, cara, peran, nilai, catatan) for cara in CARA[: 2 - cukup]
            ]
        if baris.get("objek") == "milik":
            for cara in CARA:
                tiada[satu, cara] = _ketuk(klien["asing"], satu, cara, "asing", {}, catatan)
    return HasilSapuan(rute, jawaban, tiada)


def _klien(dunia: Dunia, peran: str) -> Client:
    from django.test import Client

    return Client(raise_request_exception=False) if peran == "tamu" else _browser(dunia.akun[peran])


def _browser(akun: Any) -> Client:
    from django.test import Client

    klien = Client(raise_request_exception=False)
    klien.force_login(akun)
    return klien


def _ketuk(
    klien: Client, rute: str, cara: str, peran: str, nilai: dict[str, str], catatan: _Catatan
) -> Jawaban:
    from django.db import transaction

    kuki, sebelum = dict(klien.cookies), catatan.banyak
    titik = transaction.savepoint()
    tujuan = alamat(rute, nilai)
    hasil: Any = klien.generic(cara, tujuan, secure=True)
    # To the end: that closes files, and no connection, as closing by hand would.
    isi = b"".join(hasil.streaming_content) if hasil.streaming else hasil.content
    transaction.savepoint_rollback(titik)
    jawaban = Jawaban(
        rute=rute, cara=cara, peran=peran, status=hasil.status_code, kata=kata_dari(hasil),
        kepala=dict(hasil.headers),
        kuki={nama: dict(satu) for nama, satu in hasil.cookies.items()},
        isi=_TANDA.sub(b"", isi.replace(tujuan.encode(), b"")) if peran == "asing" else b"",
        tercatat=catatan.banyak > sebelum,
    )  # fmt: skip
    klien.cookies.clear()
    klien.cookies.update(kuki)
    return jawaban
