from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmo.lib.galat import IsianTidakSah
from jmo.teks import kalimat_galat
from pengkinian.services.wilayah import impor_wilayah


class Command(BaseCommand):
    help = "Load regencies, districts and villages (CSV: kode,nama), whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)

    def handle(self, *args: Any, **pilihan: Any) -> None:
        berkas: Path = pilihan["berkas"]
        if not berkas.is_file():
            raise CommandError(f"Berkas {berkas.name} tidak ada.")
        try:
            with berkas.open(encoding="utf-8-sig", newline="") as isi:
                hasil = impor_wilayah(baris=isi)
        except UnicodeDecodeError as sebab:
            raise CommandError(f"Berkas {berkas.name} bukan teks UTF-8.") from sebab
        except IsianTidakSah as galat:
            raise CommandError(f"Tidak ada yang dimuat. {kalimat_galat(galat)}") from galat
        self.stdout.write(
            f"Dimuat: {hasil.baru} baru, {hasil.berubah} berganti nama, {hasil.sama} tidak berubah."
        )
