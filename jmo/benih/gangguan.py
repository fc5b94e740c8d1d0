"""The switches of the fault panel: what each breaks, for how long, and what should happen."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jmo import pengawas
from jmo.benih import sandbox


@dataclass(frozen=True, slots=True)
class Saklar:
    """One switch: a fault of the outside world, or the death of one of our parts."""

    kunci: str
    judul: str | Promise
    harapan: str | Promise
    sesudah: str | Promise
    bagian: str
    jenis: str
    detik: int = 0


SAKLAR: tuple[Saklar, ...] = (
    Saklar(
        "bank-diam",
        _("Bank diam 2 menit"),
        _(
            "Bank menerima transfer tetapi tidak menjawab. Pembayaran menjadi “belum pasti”, uang "
            "tetap ditahan, dan bank ditanya lagi sampai jelas: sampai satu kali."
        ),
        _("Bank diam selama 2 menit."),
        "bank",
        "diam_dibukukan",
        120,
    ),
    Saklar(
        "bank-bingung",
        _("Bank membayar tetapi menjawab galat, 1 menit"),
        _("Pembayaran ditanyakan, bukan dikirim ulang: uang sampai satu kali."),
        _("Bank membukukan tetapi menjawab galat selama 1 menit."),
        "bank",
        "500_dibukukan",
        60,
    ),
    Saklar(
        "matikan-pekerja",
        _("Matikan pekerja pembayaran"),
        _("Pekerja baru melanjutkan dalam semenit; uang tetap dibayar satu kali."),
        _("Pekerja pembayaran dimatikan paksa; pengawas menyalakannya lagi."),
        "bayar",
        "matikan",
    ),
    Saklar(
        "matikan-wajah",
        _("Matikan pekerja wajah"),
        _("Pemeriksaan wajah yang sedang berjalan diulang sendiri; tidak ada percobaan terpakai."),
        _("Pekerja wajah dimatikan paksa; pengawas menyalakannya lagi."),
        "wajah",
        "matikan",
    ),
    Saklar(
        "dukcapil-putus",
        _("Dukcapil putus 1 menit"),
        _("Portal berkata “kami lanjutkan sendiri”; tidak ada percobaan terpakai."),
        _("Dukcapil putus selama 1 menit."),
        "dukcapil",
        "putus",
        60,
    ),
    Saklar(
        "pulih-bank",
        _("Pulihkan bank"),
        _("Bank menjawab seperti biasa."),
        _("Bank pulih."),
        "bank",
        "nihil",
    ),
    Saklar(
        "pulih-dukcapil",
        _("Pulihkan Dukcapil"),
        _("Dukcapil menjawab seperti biasa."),
        _("Dukcapil pulih."),
        "dukcapil",
        "nihil",
    ),
)


def _soket() -> Path:
    return Path(os.environ.get("JMO_PENGAWAS", "/tidak-ada"))


def jalankan(saklar: Saklar) -> None:
    """Throw a switch.

    Raises: SandboxDiam or OSError when the part does not answer.
    """
    if saklar.jenis == "matikan":
        pengawas.perintahkan(_soket(), "matikan", saklar.bagian)
    else:
        sandbox.pasang_gangguan(saklar.bagian, saklar.jenis, saklar.detik)


def keadaan_bagian() -> dict[str, object]:
    """Return the parts of the portal as the supervisor sees them; empty without one."""
    try:
        isi = pengawas.perintahkan(_soket(), "status").get("bagian")
    except OSError:
        return {}
    return isi if isinstance(isi, dict) else {}
