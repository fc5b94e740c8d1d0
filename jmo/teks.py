"""Error code to sentence: asks each app, most specific first."""

from __future__ import annotations

from importlib import import_module

from django.utils.translation import gettext as _

from jmo.lib.galat import Galat

_APLIKASI = ("klaim_jht", "pengkinian", "saldo", "accounts")


def kalimat_galat(galat: Galat) -> str:
    """Return the sentence that a participant reads for this error, in the current language."""
    for nama in _APLIKASI:
        kalimat = getattr(import_module(f"{nama}.teks"), "KALIMAT_GALAT", {}).get(galat.kode)
        if kalimat is not None:
            return str(kalimat) % galat.data if galat.data else str(kalimat)
    return {
        404: _("Halaman atau data itu tidak ada, atau bukan milik Anda."),
        409: _("Data ini baru saja berubah di tempat lain. Muat ulang halaman, lalu ulangi."),
        429: _("Terlalu sering dicoba. Tunggu sebentar, lalu ulangi."),
        403: _("Langkah ini memerlukan bukti ulang bahwa ini benar Anda."),
        503: _("Layanan ini sedang tidak menjawab. Kami akan melanjutkan sendiri."),
    }.get(galat.status_http, _("Permintaan ini tidak dapat dilanjutkan. Periksa isian Anda."))
