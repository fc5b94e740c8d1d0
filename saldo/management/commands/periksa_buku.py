"""`manage.py periksa_buku`: seals the book, then every invariant, its breaches and its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from saldo.services.pemeriksaan import periksa_buku


class Command(BaseCommand):
    help = "Memeriksa hal-hal yang harus selalu berlaku di buku; keluar 1 bila ada yang tidak."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        pemeriksaan, hasil = periksa_buku()
        for satu in hasil:
            tanda = "baik" if satu.dipenuhi else "LANGGAR"
            self.stdout.write(
                f"{satu.invarian.kode:3} {tanda:8} {satu.jumlah:>8} {satu.detik:8.3f} d  "
                f"{satu.invarian.bunyi}"
            )
            for baris in satu.contoh:
                self.stdout.write(f"      {' | '.join(str(isi) for isi in baris)}")
        biasa = sum(satu.detik for satu in hasil if not satu.invarian.rantai)
        rantai = sum(satu.detik for satu in hasil if satu.invarian.rantai)
        self.stdout.write(f"jumlah {biasa:.3f} d, rantai {rantai:.3f} d")
        self.stdout.write(f"sidik terakhir {pemeriksaan.pangkal or '-'}")
        if not pemeriksaan.dipenuhi:
            raise SystemExit(1)
