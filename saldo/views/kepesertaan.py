"""What the pages of balance and card say about memberships: which, until when, on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Peserta
from jmo.lib.tanggal import format_tanggal, hari_ini_wib
from jmo.lib.uang import Rupiah
from saldo.models import Kepesertaan, LaporanBerhenti
from saldo.selectors import (
    SaldoKartu,
    kredit_susulan,
    laporan_penentu,
    laporan_terbuka,
)
from saldo.teks import (
    JENIS_JURNAL,
    SEBAB_KELUAR,
    STATUS_KARTU,
    kalimat_jalan,
    kalimat_pelapor,
    lencana_kartu,
)


def keanggotaan(kartu: Kepesertaan) -> dict[str, Any]:
    """Return what the page of one card says: its end, an open report, or how to report one."""
    jalan = laporan_terbuka(kartu.peserta, kini=timezone.now()).get(kartu.pk)
    return {
        "pelapor": _pelapor(kartu),
        "boleh_lapor": kartu.status == Kepesertaan.Status.AKTIF and jalan is None,
        "laporan_berjalan": jalan,
        "kalimat_jalan": kalimat_jalan(jalan) if jalan else "",
    }


def riwayat_kerja(kartu: Iterable[Kepesertaan]) -> list[dict[str, Any]]:
    """Return the memberships of a person by period, the newest first, from cards already read."""
    terurut = sorted(kartu, key=lambda satu: (satu.tanggal_mulai, satu.pk), reverse=True)
    return [
        {
            "kartu": satu,
            "status": STATUS_KARTU[satu.status],
            "lencana": lencana_kartu(satu.status),
            "sebab": SEBAB_KELUAR.get(satu.sebab_berakhir, ""),
        }
        for satu in terurut
    ]


def susulan(peserta: Peserta, kartu: Iterable[SaldoKartu]) -> dict[str, Any]:
    """Return the money that came after a claim; asks the book only where some stands there."""
    berisi = [
        satu for satu in kartu if satu.kartu.status == Kepesertaan.Status.DIKLAIM and satu.tersedia
    ]
    if not berisi:
        return {"susulan": None}
    satu_kartu = berisi[0].kartu if len(berisi) == 1 else None
    return {
        "susulan": Rupiah(sum(satu.tersedia for satu in berisi)),
        "susulan_rinci": [
            {"isi": satu, "judul": JENIS_JURNAL[satu.jenis_jurnal]}
            for satu in kredit_susulan(peserta, kepesertaan=satu_kartu)
        ],
    }


def _pelapor(kartu: Kepesertaan) -> str:
    if kartu.dilaporkan_pada is None:
        return ""
    laporan = laporan_penentu(kartu)
    return kalimat_pelapor(
        kartu.pelapor, saat=_tanggal(kartu.dilaporkan_pada), dibenarkan=_dibenarkan(laporan)
    )


def _dibenarkan(laporan: LaporanBerhenti | None) -> bool:
    # A file that arrived meanwhile is the employer's own report, not an answer to ours.
    return laporan is not None and laporan.dijawab_lewat in {"TAUTAN", "PETUGAS"}


def _tanggal(saat: datetime) -> str:
    inggris = (get_language() or "id").startswith("en")
    return format_tanggal(hari_ini_wib(saat), "en" if inggris else "id")
