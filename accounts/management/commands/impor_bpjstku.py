"""`manage.py impor_bpjstku FILE [--uji]`: carry logins over from the old app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.rules.pelaku import tugas
from accounts.services.impor_lama import impor_akun_lama

BATAS_TAMPIL = 50


class Command(BaseCommand):
    help = "Membawa akun dari aplikasi lama (CSV); --uji hanya memeriksa."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path, metavar="FILE")
        parser.add_argument("--uji", action="store_true", help="hanya memeriksa, tanpa menulis")

    def handle(self, *args: Any, berkas: Path, uji: bool, **options: Any) -> None:
        try:
            with berkas.open(encoding="utf-8-sig", newline="") as isi:
                hasil = impor_akun_lama(baris=isi, pelaku=tugas("impor_bpjstku"), uji=uji)
        except FileNotFoundError:
            raise CommandError("Berkas itu tidak ada.") from None
        except UnicodeDecodeError:
            raise CommandError("Berkas bukan teks UTF-8.") from None
        if hasil.kesalahan:
            for satu in hasil.kesalahan[:BATAS_TAMPIL]:
                self.stderr.write(f"baris {satu.baris} {satu.kolom}: {satu.sebab}")
            raise CommandError(f"Ditolak seluruhnya: {len(hasil.kesalahan)} kesalahan.")
        kata = "akan dibawa" if uji else "dibawa"
        self.stdout.write(f"{hasil.baru} akun {kata}, {hasil.sudah_ada} sudah ada.")
