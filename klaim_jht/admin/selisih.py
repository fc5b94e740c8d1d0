"""Differences between the bank and us: an officer's worklist; every end has a reason."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk
from accounts.models import Peserta
from klaim_jht.admin.dasar import rupiah, saringan_kode
from klaim_jht.models import SelisihBank
from klaim_jht.services.pengakuan import akui_pembayaran, minta_akui
from klaim_jht.services.rekonsiliasi import tutup_selisih
from klaim_jht.teks import JENIS_SELISIH, STATUS_SELISIH


def _terbuka(objek: Any) -> bool:
    return bool(objek.status == SelisihBank.Status.TERBUKA)


def _dapat_diminta(objek: Any) -> bool:
    tuntas = objek.jenis == SelisihBank.Jenis.BELUM_TUNTAS
    return _terbuka(objek) and tuntas and objek.akui_diminta_oleh_id is None


def _diminta(objek: Any) -> bool:
    return _terbuka(objek) and objek.akui_diminta_oleh_id is not None


@admin.register(SelisihBank)
class SelisihBankAdmin(AdminBaca):
    list_display = ["ditemukan_pada", "jenis_kata", "kunci", "menurut_bank", "menurut_kami",
                    "status_kata"]  # fmt: skip
    list_filter = [
        saringan_kode("status", _("status"), STATUS_SELISIH),
        saringan_kode("jenis", _("jenis"), JENIS_SELISIH),
    ]
    search_fields = ["=kunci"]
    search_help_text = _("Cari referensi kami atau nomor gerak di bank.")
    ordering = ["-pk"]
    list_select_related = ["pembayaran"]
    fields = ["jenis_kata", "kunci", "tanggal", "mutasi", "pembayaran", "menurut_bank",
              "menurut_kami", "status_kata", "ditemukan_pada", "selesai_pada",
              "akui_diminta_oleh", "ditutup_oleh", "alasan"]  # fmt: skip
    readonly_fields = ["jenis_kata", "menurut_bank", "menurut_kami", "status_kata"]
    tombol: ClassVar = (
        Tombol("minta", _("Minta pembayaran diakui"), "klaim_jht.change_selisihbank",
               alasan_wajib=True, tampil=_dapat_diminta),
        Tombol("akui", _("Bukukan sebagai dibayar"), "klaim_jht.change_pembayaran",
               alasan_wajib=True, berbahaya=True, tampil=_diminta),
        Tombol("tutup", _("Tutup selisih"), "klaim_jht.change_selisihbank", alasan_wajib=True,
               tampil=_terbuka),
    )  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, SelisihBank)
        return objek.pembayaran.klaim.peserta if objek.pembayaran else None

    @admin.display(description=_("Jenis"), ordering="jenis")
    def jenis_kata(self, objek: SelisihBank) -> str:
        return str(JENIS_SELISIH[objek.jenis])

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: SelisihBank) -> str:
        return str(STATUS_SELISIH[objek.status])

    @admin.display(description=_("Menurut bank"))
    def menurut_bank(self, objek: SelisihBank) -> str:
        return rupiah(objek.jumlah_bank)

    @admin.display(description=_("Menurut kami"))
    def menurut_kami(self, objek: SelisihBank) -> str:
        return rupiah(objek.jumlah_kami)

    def minta(self, request: HttpRequest, objek: SelisihBank, alasan: str) -> str:
        minta_akui(
            selisih_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Diminta; petugas lain membukukannya.")

    def akui(self, request: HttpRequest, objek: SelisihBank, alasan: str) -> str:
        akui_pembayaran(
            selisih_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Dibukukan sebagai dibayar; peserta diberi tahu.")

    def tutup(self, request: HttpRequest, objek: SelisihBank, alasan: str) -> str:
        tutup_selisih(
            selisih_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Selisih ditutup.")
