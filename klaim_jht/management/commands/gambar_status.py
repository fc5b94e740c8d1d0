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

BERKAS = settings.BASE_DIR / "docs" / "arsitektur.md"
_BAGIAN = re.compile(r"(<!-- status:mulai -->\n).*?(<!-- status:akhir -->)", re.DOTALL)


def dengan_gambar(teks: str) -> str:
    """Return the document with both drawings as the tables say now."""
    klaim = gambar_mermaid(TRANSISI, STATUS_AWAL)
    bayar = gambar_mermaid(TRANSISI_PEMBAYARAN, STATUS_AWAL_PEMBAYARAN)
    isi = f"### Klaim\n\n```mermaid\n{klaim}\n```\n\n### Pembayaran\n\n```mermaid\n{bayar}\n```\n"
    return _BAGIAN.sub(lambda cocok: cocok[1] + isi + cocok[2], teks)


class Command(BaseCommand):
    help = "Draw the state tables into docs/arsitektur.md."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **pilihan: Any) -> None:
        BERKAS.write_text(dengan_gambar(BERKAS.read_text(encoding="utf-8")), encoding="utf-8")
