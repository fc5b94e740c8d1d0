from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jmo import terjemahan


class Command(BaseCommand):
    help = "Bring the English catalogue up to date with the sentences in templates and code."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **pilihan: Any) -> None:
        baru, hilang = terjemahan.perbarui_katalog()
        kurang = terjemahan.belum_diterjemahkan()
        self.stdout.write(f"{baru} baru, {hilang} hilang, {len(kurang)} belum diterjemahkan")
