from __future__ import annotations

import importlib
import statistics
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = (
        "Measure the face match on pictures of your own: FOLDER with pictures, PAIRS.csv with a "
        "header row and then two file names, Yes or No (one person?), and perhaps a group."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("pasangan", type=Path, metavar="PAIRS.csv")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        # The face library takes seconds and memory; no other command pays for this one.
        ukuran = importlib.import_module("pengkinian.wajah.ukuran")
        folder: Path = pilihan["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        try:
            teks = pilihan["pasangan"].read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as sebab:
            raise CommandError(f"{pilihan['pasangan']} cannot be read as UTF-8.") from sebab
        try:
            pasangan = ukuran.baca_pasangan(teks)
            hasil = ukuran.ukur_pasangan(folder, pasangan, setiap=self._titik(pilihan))
        except ukuran.BerkasPasanganSalah as sebab:
            raise CommandError(f"{sebab}.") from sebab
        self._cetak(hasil)

    def _titik(self, pilihan: dict[str, Any]) -> Any:
        return lambda nama: pilihan["verbosity"] > 1 and self.stderr.write(nama)

    def _cetak(self, hasil: Any) -> None:
        self.stdout.write(
            f"{len(hasil.pasangan)} pairs, {len(hasil.detik) + len(hasil.ditolak)} pictures"
        )
        self.stdout.write(f"no face found: {len(hasil.tanpa_wajah)} {' '.join(hasil.tanpa_wajah)}")
        self.stdout.write(f"no picture: {len(hasil.ditolak)} {' '.join(hasil.ditolak)}")
        if hasil.detik:
            tengah = statistics.median(hasil.detik)
            self.stdout.write(f"seconds per picture: {tengah:.3f} (median)")
        for kelompok in [None, *hasil.kelompok()]:
            self.stdout.write(f"\n{'all' if kelompok is None else kelompok}")
            self.stdout.write("threshold  false match        false non-match")
            for satu in hasil.kesalahan(kelompok=kelompok):
                cocok = _laju(satu.laju_salah_cocok, satu.salah_cocok, satu.beda)
                tolak = _laju(satu.laju_salah_tolak, satu.salah_tolak, satu.sama)
                self.stdout.write(f"{satu.ambang:9.2f}  {cocok}  {tolak}".rstrip())


def _laju(laju: float | None, salah: int, dari: int) -> str:
    if laju is None:
        return f"{'none to measure':17}"
    return f"{laju:7.4f} ({salah}/{dari})".ljust(17)
