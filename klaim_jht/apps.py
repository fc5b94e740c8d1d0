from __future__ import annotations

from django.apps import AppConfig


class KlaimJhtConfig(AppConfig):
    name = "klaim_jht"
    verbose_name = "Klaim JHT"
