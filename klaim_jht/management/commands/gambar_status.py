from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from klaim_jht.rules.status import (
    STATUS_AWAL,
    STATUS_AWAL_PEMBAYARAN,
    TRANSISI,
    TRANSISI_PEMBAYARAN,
    gambar_mermaid,
)
from saldo.rules.laporan_berhenti import TRANSISI as TRANSISI_LAPORAN
from saldo.rules.laporan_berhenti import StatusLaporan

BERKAS = settings.BASE_DIR / "docs" / "arsitektur.md"
_BAGIAN = re.compile(r"(<!-- status:mulai -->\n).*?(<!-- status:akhir -->)", re.DOTALL)


def dengan_gambar(teks: str) -> str:
    """Return the document with all drawings as the tables say now."""
    klaim = gambar_mermaid(TRANSISI, STATUS_AWAL)
    bayar = gambar_mermaid(TRANSISI_PEMBAYARAN, STATUS_AWAL_PEMBAYARAN)
    lapor = gambar_mermaid(TRANSISI_LAPORAN, StatusLaporan.MENUNGGU_PERUSAHAAN)
    gambar = {"Klaim": klaim, "Pembayaran": bayar, "Laporan berhenti": lapor}
    isi = "\n".join(f"### {judul}\n\n```mermaid\n{satu}\n```\n" for judul, satu in gambar.items())
    return _BAGIAN.sub(lambda cocok: cocok[1] + isi + cocok[2], teks)


class Command(BaseCommand):
    help = "Draw the state tables into docs/arsitektur.md."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **pilihan: Any) -> None:
        BERKAS.write_text(dengan_gambar(BERKAS.read_text(encoding="utf-8")), encoding="utf-8")
