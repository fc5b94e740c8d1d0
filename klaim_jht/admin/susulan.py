"""Later money of paid claims, and the slips of withheld tax."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas
from accounts.models import Peserta
from klaim_jht.admin.dasar import petugas_masuk, rupiah, saringan_kode
from klaim_jht.models import BuktiPotong, Susulan
from klaim_jht.services.susulan import lanjutkan_susulan

MENUNGGU = {"REKENING": _("Rekening lain"), "PETUGAS": _("Petugas")}


def _menunggu_petugas(objek: Any) -> bool:
    return objek.menunggu == Susulan.Tunggu.PETUGAS and objek.dibayar_pada is None


@admin.register(Susulan)
class SusulanAdmin(AdminBaca):
    list_display = ["klaim", "ke", "nilai", "menunggu", "dibuat_pada", "dibayar_pada"]
    list_filter = [
        saringan_kode("menunggu", _("menunggu"), MENUNGGU),
        ("dibuat_pada", admin.DateFieldListFilter),
    ]
    list_select_related = ["klaim"]
    search_fields = ["=klaim__nomor"]
    search_help_text = _("Cari nomor klaim.")
    ordering = ["-pk"]
    fields = ["klaim", "ke", "nilai_bruto", "nilai_pajak", "nilai", "skema", "menunggu",
              "dibuat_pada", "dibayar_pada"]  # fmt: skip
    readonly_fields = ["nilai_bruto", "nilai_pajak", "nilai"]
    tombol = [
        Tombol("lanjutkan", _("Kirim lagi"), "klaim_jht.change_klaim", alasan_wajib=True,
               tampil=_menunggu_petugas),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Susulan)
        return objek.klaim.peserta

    def lanjutkan(self, request: HttpRequest, objek: Susulan, alasan: str) -> str:
        lanjutkan_susulan(
            susulan_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Pembayaran susulan masuk antrean.")

    @admin.display(description=_("Bruto"))
    def nilai_bruto(self, objek: Susulan) -> str:
        return rupiah(objek.bruto)

    @admin.display(description=_("Pajak"))
    def nilai_pajak(self, objek: Susulan) -> str:
        return rupiah(objek.pajak)

    @admin.display(description=_("Diterima peserta"), ordering="neto")
    def nilai(self, objek: Susulan) -> str:
        return rupiah(objek.neto)


@admin.register(BuktiPotong)
class BuktiPotongAdmin(AdminBaca):
    list_display = ["nomor", "tanggal", "pembayaran", "nilai_bruto", "nilai_pajak", "batal_pada"]
    list_filter = [("tanggal", admin.DateFieldListFilter)]
    list_select_related = ["pembayaran"]
    search_fields = ["=nomor", "=pembayaran__partner_ref"]
    search_help_text = _("Cari nomor bukti atau referensi kami.")
    ordering = ["-pk"]
    fields = ["nomor", "tanggal", "pembayaran", "nilai_bruto", "nilai_pajak", "npwp_samar",
              "dibuat_pada", "batal_pada"]  # fmt: skip
    readonly_fields = ["nilai_bruto", "nilai_pajak"]

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, BuktiPotong)
        return objek.pembayaran.klaim.peserta

    @admin.display(description=_("Bruto"), ordering="bruto")
    def nilai_bruto(self, objek: BuktiPotong) -> str:
        return rupiah(objek.bruto)

    @admin.display(description=_("Pajak"), ordering="pajak")
    def nilai_pajak(self, objek: BuktiPotong) -> str:
        return rupiah(objek.pajak)
