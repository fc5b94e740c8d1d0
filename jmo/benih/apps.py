from __future__ import annotations

from django.apps import AppConfig


class BenihConfig(AppConfig):
    name = "jmo.benih"
    label = "benih"
    verbose_name = "Sandbox"
