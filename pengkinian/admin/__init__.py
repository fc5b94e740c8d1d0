"""Officers' pages of data updates: what waits for them, verdicts, corrections, accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from pengkinian.admin.dasar import TINJAUAN
from pengkinian.admin.kasus import KasusPengkinianAdmin, ProfilPesertaAdmin, RekeningAdmin
from pengkinian.admin.koreksi import KasusKoreksiAdmin
from pengkinian.admin.layanan_175 import KasusPemulihanAdmin
from pengkinian.admin.verifikasi import HasilVerifikasiAdmin
from pengkinian.selectors import hitung_koreksi_terbuka, hitung_verifikasi_ditinjau

__all__ = [
    "HasilVerifikasiAdmin",
    "KasusKoreksiAdmin",
    "KasusPemulihanAdmin",
    "KasusPengkinianAdmin",
    "ProfilPesertaAdmin",
    "RekeningAdmin",
]

daftarkan_worklist(
    "verifikasi",
    Worklist(
        judul=_("Wajah, rekening, dan data kependudukan"), rute=TINJAUAN,
        izin="pengkinian.change_hasilverifikasi",
        hitung=lambda: Menunggu(*hitung_verifikasi_ditinjau()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "koreksi",
    Worklist(
        judul=_("Koreksi data"), rute=TINJAUAN, izin="pengkinian.change_kasuskoreksi",
        hitung=lambda: Menunggu(*hitung_koreksi_terbuka()),
    ),
)  # fmt: skip
