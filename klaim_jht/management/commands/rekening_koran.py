"""`manage.py rekening_koran`: takes the bank's statements, fetched or from a file, and compares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.rules.pelaku import tugas
from jmo.lib.galat import IsianTidakSah
from klaim_jht.models import RekeningKoran
from klaim_jht.services.rekening_koran import BEL, rekonsiliasi_harian, terima_rekening_koran
from klaim_jht.services.rekonsiliasi import cocokkan
from klaim_jht.teks import BERKAS_KORAN
from pengkinian.services import mitra


class Command(BaseCommand):
    help = "Mengambil rekening koran bank, atau membaca berkasnya, lalu mencocokkan kedua buku."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--berkas", type=Path, help="statement file in CSV or MT940")
        parser.add_argument("--kini", action="store_true", help="the running day as well")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if pilihan["berkas"] is None:
            hasil = rekonsiliasi_harian(bank=mitra.bank(), kini=pilihan["kini"])
        else:
            self._terima(pilihan["berkas"])
            hasil = cocokkan(pelaku=tugas(BEL))
        self.stdout.write(
            f"selisih baru {hasil.baru}, selesai {hasil.selesai}, terbuka {hasil.terbuka}"
        )
        if hasil.terbuka:
            raise SystemExit(1)

    def _terima(self, berkas: Path) -> None:
        try:
            isi = berkas.read_bytes()
        except OSError as sebab:
            raise CommandError(f"Berkas tidak terbaca: {sebab.strerror}") from None
        try:
            koran = terima_rekening_koran(
                isi=isi, sumber=RekeningKoran.Sumber.BERKAS, pelaku=tugas(BEL)
            )
        except IsianTidakSah as galat:
            raise CommandError(str(BERKAS_KORAN[galat.kolom["berkas"][0]])) from None
        self.stdout.write(f"rekening koran {koran.tanggal}: {koran.banyak_gerak} gerak")
