"""`manage.py putar_kunci [--uji]`: write what older keys encrypted anew with the newest one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models.terenkripsi import gantungan
from accounts.rules.pelaku import tugas
from accounts.services.putar_kunci import TUMPUKAN, hitung_kunci, putar_kunci
from accounts.services.putar_kunci_mfa import hitung_kunci_mfa, putar_kunci_mfa


class Command(BaseCommand):
    help = "Menyandikan ulang data dengan kunci pertama KUNCI_DATA; aman diulang dan dihentikan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--uji", action="store_true", help="hanya menghitung, tanpa menulis")
        parser.add_argument("--tumpukan", type=int, default=TUMPUKAN, help="baris per transaksi")

    def handle(self, *args: Any, uji: bool, tumpukan: int, **options: Any) -> None:
        if not uji:
            if tumpukan < 1:
                raise CommandError("--tumpukan paling kecil 1.")
            hasil = putar_kunci(
                pelaku=tugas("putar_kunci"), tumpukan=tumpukan, kabari=self._kemajuan
            )
            self.stdout.write(f"{hasil.disandikan} baris disandikan ulang.")
            faktor = putar_kunci_mfa(pelaku=tugas("putar_kunci"))
            self.stdout.write(f"{faktor} rahasia faktor kedua disandikan ulang.")
            if hasil.tak_terbaca:
                raise CommandError(
                    f"{hasil.tak_terbaca} baris tidak terbuka oleh kunci mana pun (lihat catatan)."
                )
            if hasil.perlu_pemilik:
                raise CommandError(
                    f"{hasil.perlu_pemilik} baris hanya boleh ditulis pemilik basis data: jalankan "
                    "lagi dengan JMO_PERAN_DB=pemilik."
                )
        sisa = self._tampilkan()
        if sisa and not uji:
            raise CommandError(f"{sisa} nilai sedang dipegang proses lain: jalankan lagi.")

    def _kemajuan(self, tabel: str, banyak: int) -> None:
        self.stdout.write(f"{tabel}: {banyak} baris")

    def _tampilkan(self) -> int:
        """Write how many values each key holds; returns those of older keys."""
        aktif, per_kunci = gantungan().aktif, dict[str, int]()
        for isi in (*hitung_kunci().values(), hitung_kunci_mfa()):
            for kunci, banyak in isi.items():
                per_kunci[kunci] = per_kunci.get(kunci, 0) + banyak
        for kunci in sorted(set(per_kunci) | set(gantungan().kunci)):
            kata = "menulis" if kunci == aktif else "hanya membaca"
            kata = kata if kunci in gantungan().kunci else "TIDAK ADA DI GANTUNGAN"
            self.stdout.write(f"kunci {kunci} ({kata}): {per_kunci.get(kunci, 0)} nilai")
        return sum(banyak for kunci, banyak in per_kunci.items() if kunci != aktif)
