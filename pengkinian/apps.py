from __future__ import annotations

from django.apps import AppConfig


class PengkinianConfig(AppConfig):
    name = "pengkinian"
    verbose_name = "Pengkinian data"
