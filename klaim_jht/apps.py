from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class KlaimJhtConfig(AppConfig):
    name = "klaim_jht"
    verbose_name = "Klaim JHT"

    def ready(self) -> None:
        """Tell the apps below what they cannot know: invariants of payments, papers of claims."""
        invarian = import_module("saldo.selectors.invarian")
        invarian.daftarkan(import_module("klaim_jht.selectors.invarian").INVARIAN_PEMBAYARAN)
        dokumen = import_module("saldo.selectors.dokumen")
        dokumen.daftarkan_pemeriksa(import_module("klaim_jht.services.dokumen").PEMERIKSA)
