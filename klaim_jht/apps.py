from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class KlaimJhtConfig(AppConfig):
    name = "klaim_jht"
    verbose_name = "Klaim JHT"

    def ready(self) -> None:
        """Let the check of the book know what holds between payments and journals."""
        invarian = import_module("saldo.selectors.invarian")
        invarian.daftarkan(import_module("klaim_jht.selectors.invarian").INVARIAN_PEMBAYARAN)
