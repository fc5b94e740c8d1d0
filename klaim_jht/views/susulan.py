"""Later money of a paid claim, as the tracking page tells it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusPembayaran
from klaim_jht.selectors.susulan import daftar_susulan
from klaim_jht.teks import kalimat_bayar

_P = StatusPembayaran


def susun_susulan(klaim: Klaim, *, kini: datetime) -> list[dict[str, Any]]:
    """Return every later payment of a claim with its state, what comes next, and its paper."""
    return [_satu(satu, kini) for satu in daftar_susulan(klaim)]


def susulan_bergerak(daftar: list[dict[str, Any]]) -> list[Pembayaran]:
    """Return the payments of it that move by themselves."""
    return [
        satu["bayar"]
        for satu in daftar
        if satu["bayar"] is not None and satu["bayar"].status in PEMBAYARAN_TERBUKA
    ]


def _satu(susulan: Susulan, kini: datetime) -> dict[str, Any]:
    bayar = max(susulan.pembayaran.all(), key=lambda satu: satu.ke, default=None)
    status, jenis, berikut = _keadaan(susulan, bayar, kini)
    return {
        "susulan": susulan,
        "bayar": bayar,
        "status": status,
        "lencana": jenis,
        "berikut": berikut,
        "dibayar": susulan.dibayar_pada is not None,
        "perlu_rekening": susulan.dibayar_pada is None
        and susulan.menunggu == Susulan.Tunggu.REKENING,
        "sidik": (susulan.pk, susulan.menunggu, susulan.dibayar_pada, bayar and (
            bayar.pk, bayar.status, bayar.jatuh_pada, bayar.perlu_petugas)),
    }  # fmt: skip


def _keadaan(susulan: Susulan, bayar: Pembayaran | None, kini: datetime) -> tuple[str, str, str]:
    if susulan.dibayar_pada is not None:
        return _("Dibayar"), "baik", ""
    if susulan.menunggu == Susulan.Tunggu.REKENING:
        return (
            _("Perlu rekening lain"),
            "ingat",
            _(
                "Rekening yang dulu tidak dapat menerima uang ini. Uang Anda tetap aman dan "
                "ditahan di sini; beri tahu kami rekening lain."
            ),
        )
    if susulan.menunggu == Susulan.Tunggu.PETUGAS:
        return (
            _("Diperiksa petugas"),
            "info",
            _(
                "Bank belum dapat mengirim uang ini. Uang Anda tetap aman dan ditahan di sini; "
                "petugas memeriksanya dan melanjutkannya."
            ),
        )
    belum_pasti = bayar is not None and bayar.status in {_P.BELUM_PASTI, _P.DITERIMA_BANK}
    kalimat = kalimat_bayar(bayar, kini=kini) if bayar is not None else ""
    return (
        _("Bank belum memastikan") if belum_pasti else _("Sedang dikirim"),
        "ingat" if belum_pasti else "info",
        kalimat or _("Uang ini dikirim sendiri ke rekening Anda; Anda tidak perlu apa-apa."),
    )
