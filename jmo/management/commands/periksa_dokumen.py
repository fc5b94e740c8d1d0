from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmo.lib.tanda import KeadaanTanda, ambil_token, baca_kunci_publik, periksa_tanda


class Command(BaseCommand):
    help = (
        "Check a signed card or statement with the published key alone: no database, no network. "
        "Exits 0 when it is ours and has not expired, 1 otherwise."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("token", help="what the QR code holds: an address or the bare token")
        parser.add_argument(
            "--kunci", type=Path, required=True, help="kunci.json or kunci.pem of /periksa/"
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            kunci = baca_kunci_publik(pilihan["kunci"].read_text(encoding="utf-8"))
        except (OSError, ValueError) as galat:
            raise CommandError(f"{pilihan['kunci']}: holds no public key of ours") from galat
        hasil = periksa_tanda(
            ambil_token(pilihan["token"]), kunci=kunci, sekarang=datetime.now(UTC)
        )
        self.stdout.write(hasil.keadaan.value)
        if hasil.terbit is not None and hasil.sampai is not None:
            self.stdout.write(f"jenis: {hasil.jenis}")
            self.stdout.write(f"terbit: {hasil.terbit.isoformat()}")
            self.stdout.write(f"sampai: {hasil.sampai.isoformat()}")
            self.stdout.write(json.dumps(hasil.isi, sort_keys=True, ensure_ascii=False))
        if hasil.keadaan is not KeadaanTanda.SAH:
            raise SystemExit(1)
