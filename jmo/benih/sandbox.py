"""The sandbox's control doors over plain HTTP: residents, accounts, faults, the inbox, the book."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import requests
from django.conf import settings

_BATAS = (1.0, 15.0)


class SandboxDiam(Exception):
    """The sandbox does not answer, or refuses; the text says why."""


def _minta(bagian: str, jalur: str, isi: Mapping[str, Any] | None = None) -> dict[str, Any]:
    kepala = {"X-Kendali": settings.SANDBOX_KENDALI}
    alamat = f"{settings.SANDBOX_URL[bagian]}/kendali/{jalur}"
    try:
        if isi is None:
            jawaban = requests.get(alamat, headers=kepala, timeout=_BATAS)
        else:
            jawaban = requests.post(alamat, json=isi, headers=kepala, timeout=_BATAS)
        hasil: dict[str, Any] = jawaban.json()
    except (requests.RequestException, ValueError) as sebab:
        raise SandboxDiam(bagian) from sebab
    if not jawaban.ok:
        raise SandboxDiam(str(hasil.get("galat", jawaban.status_code)))
    return hasil


def taruh_penduduk(orang: Mapping[str, Any]) -> None:
    """Enter a resident into the register, or replace one."""
    _minta("dukcapil", "penduduk", orang)


def daftarkan_wajah(*, nik: str, jpeg: bytes) -> None:
    """Enrol a face at the register.

    Raises: SandboxDiam with tidak_ada_wajah, lebih_dari_satu_wajah, gambar_rusak ...
    """
    _minta("dukcapil", "wajah", {"nik": nik, "jpeg": base64.b64encode(jpeg).decode()})


def taruh_rekening(rekening: Mapping[str, Any]) -> None:
    """Open an account at the sample bank."""
    _minta("bank", "rekening", {k: rekening[k] for k in ("kode_bank", "nomor", "nama")})


def buku_bank(*, batas: int = 50) -> dict[str, Any]:
    """Return the newest transfers and the totals of the bank's own book."""
    return _minta("bank", f"buku?urut=turun&batas={batas}")


def pasang_gangguan(bagian: str, jenis: str, detik: int) -> None:
    """Break a part of the outside world for a while; `nihil` mends it."""
    _minta(bagian, "gangguan", {"jenis": jenis, "detik": detik})


def gangguan(bagian: str) -> dict[str, Any]:
    """Return what is broken now and for how much longer."""
    return _minta(bagian, "gangguan")


def pesan_untuk(tujuan: list[str], *, batas: int = 20) -> list[dict[str, Any]]:
    """Return the newest messages to any of these addresses, newest first."""
    semua: list[dict[str, Any]] = []
    for alamat in tujuan:
        semua += _minta("kotak_masuk", "pesan/cari", {"tujuan": alamat}).get("pesan", [])
    return sorted(semua, key=lambda satu: str(satu["waktu"]), reverse=True)[:batas]
