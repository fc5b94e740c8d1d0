"""The officers' desk: what waits for a human with its age, and the exports, on the first page.

Each app says from its admin what of its rows waits; the desk shows what the reader may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.urls import reverse

from accounts.admin_ekspor import DenganEkspor
from accounts.models import Akun
from accounts.services.ekspor import ambil_ekspor
from accounts.services.peran import EKSPOR


@dataclass(frozen=True, slots=True)
class Menunggu:
    """How many rows wait for a human, and since when the first one does."""

    banyak: int
    sejak: datetime | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """One line of the desk.

    Shape:  `judul` is translated lazily; `izin` is "app.codename"; `rute` names the page that lists
            the rows, `saringan` is its query string; `hitung` reads the database.
    """

    judul: Any
    izin: str
    rute: str
    hitung: Callable[[], Menunggu]
    saringan: str = ""


_DAFTAR: dict[str, Worklist] = {}


def daftarkan_worklist(kunci: str, satu: Worklist) -> None:
    """Put a line on the desk; a key names one line, whoever says it last."""
    _DAFTAR[kunci] = satu


def susun_worklist(akun: Akun) -> list[dict[str, Any]]:
    """Return the lines this officer may see, the one that has waited longest first."""
    baris = [
        {"judul": satu.judul, "url": reverse(satu.rute) + satu.saringan, "menunggu": satu.hitung()}
        for satu in _DAFTAR.values()
        if akun.has_perm(satu.izin)
    ]
    return sorted(baris, key=lambda b: (b["menunggu"].sejak is None, b["menunggu"].sejak or 0))


def susun_ekspor(akun: Akun) -> list[dict[str, Any]]:
    """Return title and page of each export, for those who may export."""
    if not akun.has_perm(EKSPOR):
        return []
    hasil = []
    for model, satu in admin.site._registry.items():
        if isinstance(satu, DenganEkspor) and akun.has_perm(
            f"{model._meta.app_label}.view_{model._meta.model_name}"
        ):
            rute = f"admin:{model._meta.app_label}_{model._meta.model_name}_ekspor"
            hasil.append({"judul": ambil_ekspor(satu.ekspor).judul, "url": reverse(rute)})
    return sorted(hasil, key=lambda b: str(b["judul"]))
