from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.rules.pelaku import tugas
from saldo.services.iuran import impor_iuran
from saldo.teks import PERBAIKAN_TEMUAN, kalimat_temuan


class Command(BaseCommand):
    help = "Take in an employer's contribution file (CSV or XLSX), whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--uji", action="store_true", help="check and count, write nothing")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        berkas: Path = pilihan["berkas"]
        if not berkas.is_file():
            raise CommandError(f"Berkas {berkas.name} tidak ada.")
        with berkas.open("rb") as isi:
            hasil = impor_iuran(
                berkas=isi, nama=berkas.name, pelaku=tugas("impor_iuran"), uji=pilihan["uji"]
            )
        for temuan in hasil.galat:
            self.stderr.write(f"{kalimat_temuan(temuan)} {PERBAIKAN_TEMUAN[temuan.sebab]}")
        if hasil.lembar_lain:
            lain = ", ".join(hasil.lembar_lain)
            self.stderr.write(f"Hanya lembar pertama yang dibaca; berisi tetapi dilewati: {lain}.")
        if hasil.galat:
            lebih = " Mungkin masih ada yang lain." if hasil.galat_terpotong else ""
            raise CommandError(f"Berkas ditolak seluruhnya; tidak ada yang dibukukan.{lebih}")
        if hasil.sudah_pernah:
            self.stdout.write("Berkas ini sudah pernah dibukukan; tidak ada yang berubah.")
            return
        kata = "Uji: akan membukukan" if pilihan["uji"] else "Dibukukan:"
        self.stdout.write(
            f"{kata} {hasil.baris} baris, {hasil.baru} baru, {hasil.koreksi} koreksi, "
            f"{hasil.sama} tidak berubah, {hasil.kartu_baru} kartu baru, {hasil.keluar} keluar, "
            f"total JHT {hasil.total_jht}."
        )
