"""`manage.py tutup_tahun TAHUN`: credits the returns of a year to every card, to the last one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.rules.pelaku import tugas
from jmo.lib.galat import Galat
from jmo.lib.uang import format_rupiah
from jmo.teks import kalimat_galat
from saldo.rules.data_ketentuan import DASAR_CONTOH
from saldo.services.pengembangan import LaporanPutaran, tutup_tahun


class Command(BaseCommand):
    help = "Membukukan hasil pengembangan setahun ke semua kartu; aman diulang dan dilanjutkan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("tahun", type=int)
        parser.add_argument("--uji", action="store_true", help="hitung saja, tidak menulis")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            laporan = tutup_tahun(
                tahun=pilihan["tahun"], pelaku=tugas("tutup_tahun"), uji=pilihan["uji"],
                kemajuan=self._kemajuan if pilihan["verbosity"] > 1 else None,
            )  # fmt: skip
        except Galat as galat:
            raise CommandError(kalimat_galat(galat)) from galat
        self._lapor(laporan, uji=pilihan["uji"])

    def _kemajuan(self, kartu: int) -> None:
        self.stdout.write(f"{kartu} kartu diperiksa")

    def _lapor(self, laporan: LaporanPutaran, *, uji: bool) -> None:
        tanda = f" ({DASAR_CONTOH})" if laporan.contoh else ""
        kata = "akan dikreditkan" if uji else "dikreditkan"
        self.stdout.write(
            f"Tahun {laporan.tahun}{tanda}: {laporan.diperiksa} kartu diperiksa; "
            f"{laporan.dikreditkan} {kata} {format_rupiah(laporan.jumlah)}, "
            f"{laporan.nihil} di bawah setengah rupiah, {laporan.tanpa_uang} tanpa uang, "
            f"{laporan.sudah} sudah dikreditkan sebelumnya."
        )
