from __future__ import annotations

from django.apps import AppConfig


class SaldoConfig(AppConfig):
    name = "saldo"
    verbose_name = "Saldo"
