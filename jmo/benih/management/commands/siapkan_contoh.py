from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.services.peran import siapkan_peran
from jmo.benih.penyiapan import siapkan_semua


class Command(BaseCommand):
    help = "Make the people of the stories where there are none yet (outside production only)."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if settings.PRODUKSI:
            raise CommandError("Stories have no place in production.")
        siapkan_peran()
        for nama in siapkan_semua():
            self.stdout.write(f"Orang contoh: {nama}")
