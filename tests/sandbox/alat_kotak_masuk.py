"""A sandbox inbox on a free port, and ways to fill it and to look into it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jmo.sandbox.kotak_masuk import KotakMasukServer

KUNCI, KENDALI = "kunci-contoh", "rahasia-kendali"
PESAN: dict[str, object] = {
    "saluran": "EMAIL",
    "tujuan": "budi@contoh.id",
    "subjek": "Kode masuk",
    "teks": "Kode Anda 123456",
    "html": "<p>Kode Anda <b>123456</b></p>",
    "referensi": "p-1",
}


def minta(
    server: KotakMasukServer,
    metode: str,
    jalur: str,
    isi: Mapping[str, object] | None = None,
    **kepala: str,
) -> tuple[int, Any]:
    sambungan = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        badan = None if isi is None else json.dumps(isi).encode()
        sambungan.request(metode, jalur, badan, kepala)
        jawaban = sambungan.getresponse()
        teks = jawaban.read()
    finally:
        sambungan.close()
    try:
        return jawaban.status, json.loads(teks) if teks else None
    except ValueError:
        return jawaban.status, teks


def kirim(server: KotakMasukServer, **ganti: object) -> tuple[int, Any]:
    return minta(server, "POST", "/v1/pesan", PESAN | ganti, Authorization=f"Bearer {KUNCI}")


def kendali(
    server: KotakMasukServer, metode: str, nama: str, isi: Mapping[str, object] | None = None
) -> tuple[int, Any]:
    return minta(server, metode, f"/kendali/{nama}", isi, **{"X-Kendali": KENDALI})


def isi_kotak(server: KotakMasukServer, tujuan: str | None = None) -> list[dict[str, Any]]:
    status, isi = (
        kendali(server, "GET", "pesan")
        if tujuan is None
        else kendali(server, "POST", "pesan/cari", {"tujuan": tujuan})
    )
    assert status == 200
    assert isi["jumlah"] >= len(isi["pesan"])
    hasil: list[dict[str, Any]] = isi["pesan"]
    return hasil


def buka(folder: Path) -> KotakMasukServer:
    return KotakMasukServer(
        "127.0.0.1", 0, folder / "kotak.sqlite3", kunci=KUNCI, kendali=KENDALI,
        tunda_lambat_detik=0.4,
    )  # fmt: skip
