"""Officers' pages of claims and payments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from klaim_jht.admin.berkas import BerkasKlaimAdmin
from klaim_jht.admin.janji import PeringatanJanjiAdmin
from klaim_jht.admin.jendela import JendelaBankAdmin
from klaim_jht.admin.keberatan import KeberatanAdmin
from klaim_jht.admin.kematian import LaporanKematianAdmin
from klaim_jht.admin.klaim import KlaimAdmin, RiwayatStatusAdmin
from klaim_jht.admin.koran import MutasiBankAdmin, RekeningKoranAdmin
from klaim_jht.admin.pembayaran import PembayaranAdmin
from klaim_jht.admin.rem import PaguHarianAdmin, RemLembagaAdmin
from klaim_jht.admin.selisih import SelisihBankAdmin
from klaim_jht.admin.susulan import BuktiPotongAdmin, SusulanAdmin
from klaim_jht.admin.waris import BerkasWarisAdmin, PermohonanWarisAdmin
from klaim_jht.selectors import (
    hitung_keberatan,
    hitung_perlu_petugas,
    hitung_susulan_petugas,
    hitung_tinjauan,
)
from klaim_jht.selectors.janji import hitung_hampir_lewat, hitung_keberatan_naik
from klaim_jht.selectors.kematian import hitung_laporan_kematian
from klaim_jht.selectors.rekonsiliasi import hitung_selisih
from klaim_jht.selectors.rem import hitung_rem
from klaim_jht.selectors.waris import hitung_permohonan_waris

__all__ = [
    "BerkasKlaimAdmin",
    "BerkasWarisAdmin",
    "BuktiPotongAdmin",
    "JendelaBankAdmin",
    "KeberatanAdmin",
    "KlaimAdmin",
    "LaporanKematianAdmin",
    "MutasiBankAdmin",
    "PaguHarianAdmin",
    "PembayaranAdmin",
    "PeringatanJanjiAdmin",
    "PermohonanWarisAdmin",
    "RekeningKoranAdmin",
    "RemLembagaAdmin",
    "RiwayatStatusAdmin",
    "SelisihBankAdmin",
    "SusulanAdmin",
]

daftarkan_worklist(
    "klaim",
    Worklist(
        judul=_("Klaim yang menunggu putusan"), izin="klaim_jht.change_klaim",
        rute="admin:klaim_jht_tinjauan", hitung=lambda: Menunggu(*hitung_tinjauan()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "pembayaran",
    Worklist(
        judul=_("Pembayaran yang tidak boleh digerakkan mesin"),
        izin="klaim_jht.change_pembayaran",
        rute="admin:klaim_jht_pembayaran_changelist", saringan="?perlu_petugas__exact=1",
        hitung=lambda: Menunggu(*hitung_perlu_petugas()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "selisih_bank",
    Worklist(
        judul=_("Selisih dengan rekening koran bank"), izin="klaim_jht.view_selisihbank",
        rute="admin:klaim_jht_selisihbank_changelist", saringan="?status=TERBUKA",
        hitung=lambda: Menunggu(*hitung_selisih()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "rem",
    Worklist(
        judul=_("Pembayaran dihentikan"), izin="klaim_jht.view_remlembaga",
        rute="admin:klaim_jht_remlembaga_changelist", hitung=lambda: Menunggu(*hitung_rem()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "keberatan",
    Worklist(
        judul=_("Keberatan yang menunggu jawaban"), izin="klaim_jht.change_klaim",
        rute="admin:klaim_jht_keberatan_changelist", saringan="?status=BARU",
        hitung=lambda: Menunggu(*hitung_keberatan()),
    ),
)  # fmt: skip
# Supervisors alone: the officers' line above has it too, and did not get to it.
daftarkan_worklist(
    "keberatan_naik",
    Worklist(
        judul=_("Keberatan yang hampir atau sudah lewat lima hari kerja"),
        izin="klaim_jht.change_pembayaran", rute="admin:klaim_jht_keberatan_changelist",
        saringan="?status=BARU&dinaikkan_pada__isempty=0",
        hitung=lambda: Menunggu(*hitung_keberatan_naik()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "susulan_petugas",
    Worklist(
        judul=_("Uang susulan yang menunggu petugas"), izin="klaim_jht.change_klaim",
        rute="admin:klaim_jht_susulan_changelist", saringan="?menunggu=PETUGAS",
        hitung=lambda: Menunggu(*hitung_susulan_petugas()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "kematian",
    Worklist(
        judul=_("Laporan kematian yang menunggu petugas"),
        izin="klaim_jht.change_laporankematian",
        rute="admin:klaim_jht_laporankematian_changelist", saringan="?menunggu=ya",
        hitung=lambda: Menunggu(*hitung_laporan_kematian()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "waris",
    Worklist(
        judul=_("Permohonan ahli waris yang menunggu petugas"),
        izin="klaim_jht.change_permohonanwaris",
        rute="admin:klaim_jht_permohonanwaris_changelist", saringan="?status=DIAJUKAN",
        hitung=lambda: Menunggu(*hitung_permohonan_waris()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "janji",
    Worklist(
        judul=_("Klaim yang hampir atau sudah lewat janji"), izin="klaim_jht.view_peringatanjanji",
        rute="admin:klaim_jht_peringatanjanji_changelist", saringan="?klaim=berjalan",
        hitung=lambda: Menunggu(*hitung_hampir_lewat()),
    ),
)  # fmt: skip
