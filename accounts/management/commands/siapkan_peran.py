"""`manage.py siapkan_peran`: make or repair the groups of the staff."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.peran import siapkan_peran


class Command(BaseCommand):
    help = "Membuat kelompok petugas, penyelia, dan auditor dengan hak masing-masing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Siap: {', '.join(siapkan_peran())}.")
