from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class KlaimJhtConfig(AppConfig):
    name = "klaim_jht"
    verbose_name = "Klaim JHT"

    def ready(self) -> None:
        """Tell the apps below what they cannot know: invariants, papers, who stops payouts."""
        invarian = import_module("saldo.selectors.invarian")
        invarian.daftarkan(import_module("klaim_jht.selectors.invarian").INVARIAN_PEMBAYARAN)
        pemeriksaan = import_module("saldo.services.pemeriksaan")
        pemeriksaan.bila_gagal(import_module("klaim_jht.services.rem").pasang_rem_buku)
        dokumen = import_module("saldo.selectors.dokumen")
        dokumen.daftarkan_pemeriksa(import_module("klaim_jht.services.dokumen").PEMERIKSA)
