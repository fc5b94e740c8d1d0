"""`manage.py ekspor NAMA --keluar FILE [--per DATE] [--saring KUNCI=NILAI]`: an export as files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.rules.pelaku import tugas
from accounts.services.ekspor import AliranEkspor, alirkan, daftar_ekspor
from jmo.lib.galat import IsianTidakSah, TidakDitemukan


class Command(BaseCommand):
    help = "Mengekspor data ke CSV beserta manifesnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nama")
        parser.add_argument("--keluar", type=Path, required=True, metavar="FILE")
        parser.add_argument("--per", type=date.fromisoformat, help="keadaan pada akhir tanggal ini")
        parser.add_argument("--saring", action="append", default=[], metavar="KUNCI=NILAI")

    def handle(self, *args: Any, nama: str, keluar: Path, **pilihan: Any) -> None:
        manifes = keluar.with_name(f"{keluar.name}.manifest.json")
        if keluar.exists() or manifes.exists():
            raise CommandError("Berkas itu sudah ada; bukti lama tidak ditimpa.")
        aliran = self._aliran(nama, pilihan["per"], pilihan["saring"])
        # Under its own name only when it is whole.
        sebagian = keluar.with_name(f"{keluar.name}.sebagian")
        try:
            with sebagian.open("wb") as berkas:
                for potongan in aliran:
                    berkas.write(potongan)
            sebagian.rename(keluar)
        finally:
            sebagian.unlink(missing_ok=True)
        assert aliran.manifes is not None
        isi = json.dumps(aliran.manifes, ensure_ascii=False, indent=2)
        manifes.write_text(f"{isi}\n", encoding="utf-8")
        self.stdout.write(f"{aliran.manifes['baris']} baris, SHA-256 {aliran.manifes['sha256']}")

    def _aliran(self, nama: str, per: date | None, saring: list[str]) -> AliranEkspor:
        if any("=" not in satu for satu in saring):
            raise CommandError("Tulis saringan sebagai KUNCI=NILAI.")
        saringan = dict(satu.split("=", 1) for satu in saring)
        try:
            return alirkan(nama=nama, pelaku=tugas("ekspor"), per=per, saringan=saringan)
        except TidakDitemukan:
            ada = ", ".join(satu.nama for satu in daftar_ekspor())
            raise CommandError(f"Tidak ada ekspor itu. Yang ada: {ada}.") from None
        except IsianTidakSah as galat:
            raise CommandError(f"Tidak dapat dipakai: {', '.join(galat.kolom)}.") from None
