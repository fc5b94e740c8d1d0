"""`manage.py ulang_keputusan`: decide every frozen decision again and list what differs."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from klaim_jht.services.pemeriksaan import periksa_ulang


class Command(BaseCommand):
    help = "Memutus ulang semua keputusan klaim yang dibekukan; keluar dengan 1 bila ada beda."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        diperiksa = berbeda = 0
        for hasil in periksa_ulang():
            diperiksa += 1
            berbeda += bool(hasil.beda)
            for satu in hasil.beda:
                aturan = satu.aturan or "keputusan"
                self.stdout.write(
                    f"{hasil.nomor} keputusan {hasil.keputusan_id}: {aturan} {satu.hal}: "
                    f"{satu.dulu} -> {satu.sekarang}"
                )
        self.stdout.write(f"{diperiksa} keputusan diperiksa, {berbeda} berbeda")
        if berbeda:
            sys.exit(1)
