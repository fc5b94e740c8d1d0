"""`manage.py periksa_buku`: every invariant of the book, its breaches and its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from saldo.selectors.invarian import periksa_invarian


class Command(BaseCommand):
    help = "Memeriksa hal-hal yang harus selalu berlaku di buku; keluar 1 bila ada yang tidak."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        hasil = periksa_invarian()
        for satu in hasil:
            tanda = "baik" if satu.dipenuhi else "LANGGAR"
            self.stdout.write(
                f"{satu.invarian.kode:3} {tanda:8} {satu.jumlah:>8} {satu.detik:8.3f} d  "
                f"{satu.invarian.bunyi}"
            )
            for baris in satu.contoh:
                self.stdout.write(f"      {' | '.join(str(isi) for isi in baris)}")
        if not all(satu.dipenuhi for satu in hasil):
            raise SystemExit(1)
