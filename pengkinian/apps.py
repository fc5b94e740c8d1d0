from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PengkinianConfig(AppConfig):
    name = "pengkinian"
    verbose_name = "Pengkinian data"

    def ready(self) -> None:
        """Tell savings what they cannot know: whose identity is being corrected."""
        penggabungan = import_module("saldo.selectors.penggabungan")
        penggabungan.daftarkan_sengketa(import_module("pengkinian.selectors").identitas_dikoreksi)
