from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SaldoConfig(AppConfig):
    name = "saldo"
    verbose_name = "Saldo"

    def ready(self) -> None:
        """Let the system checks be known."""
        import_module("saldo.pemeriksaan")
