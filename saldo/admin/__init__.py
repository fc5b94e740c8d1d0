"""Officers' pages of employers, cards, contributions, the book, holds and parameters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from saldo.admin.berhenti import LaporanBerhentiAdmin
from saldo.admin.buku import AkunBukuAdmin, EntriJurnalAdmin, JurnalAdmin, TahananSaldoAdmin
from saldo.admin.kepesertaan import BerkasIuranAdmin, IuranAdmin, KepesertaanAdmin, PerusahaanAdmin
from saldo.admin.ketentuan import KetentuanAdmin
from saldo.admin.pemeriksaan import PemeriksaanBukuAdmin, SegelBukuAdmin
from saldo.admin.pengembangan import KreditPengembanganAdmin, PutaranPengembanganAdmin
from saldo.admin.penggabungan import PenggabunganKartuAdmin
from saldo.admin.unggahan import UnggahanIuranAdmin
from saldo.selectors.pemeriksaan import hitung_pelanggaran
from saldo.selectors.penggabungan import hitung_penggabungan_menunggu
from saldo.selectors.unggahan import hitung_unggahan_siap

__all__ = [
    "AkunBukuAdmin",
    "BerkasIuranAdmin",
    "EntriJurnalAdmin",
    "IuranAdmin",
    "JurnalAdmin",
    "KepesertaanAdmin",
    "KetentuanAdmin",
    "KreditPengembanganAdmin",
    "LaporanBerhentiAdmin",
    "PemeriksaanBukuAdmin",
    "PenggabunganKartuAdmin",
    "PerusahaanAdmin",
    "PutaranPengembanganAdmin",
    "SegelBukuAdmin",
    "TahananSaldoAdmin",
    "UnggahanIuranAdmin",
]

daftarkan_worklist(
    "buku",
    Worklist(
        judul=_("Yang tidak cocok di buku"), rute="admin:saldo_pemeriksaanbuku_changelist",
        izin="saldo.view_pemeriksaanbuku", hitung=lambda: Menunggu(*hitung_pelanggaran()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "penggabungan",
    Worklist(
        judul=_("Penggabungan kartu yang menunggu petugas"),
        izin="saldo.change_penggabungankartu",
        rute="admin:saldo_penggabungankartu_changelist", saringan="?menunggu=ya",
        hitung=lambda: Menunggu(*hitung_penggabungan_menunggu()),
    ),
)  # fmt: skip
daftarkan_worklist(
    "unggahan",
    Worklist(
        judul=_("Berkas iuran yang menunggu persetujuan"), izin="saldo.change_unggahaniuran",
        rute="admin:saldo_unggahaniuran_changelist", saringan="?status=SIAP",
        hitung=lambda: Menunggu(*hitung_unggahan_siap()),
    ),
)  # fmt: skip
