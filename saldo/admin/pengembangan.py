"""Officers' pages of returns: what was credited to a card, and how far a yearly run is."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca
from jmo.lib.uang import format_rupiah
from saldo.admin.dasar import LewatKartu
from saldo.models import KreditPengembangan, PutaranPengembangan


@admin.register(KreditPengembangan)
class KreditPengembanganAdmin(LewatKartu):
    list_display = ["kepesertaan", "tahun", "sementara", "tarif", "jumlah", "dibukukan_pada"]
    list_filter = ["sementara", "tahun"]
    list_select_related = ["kepesertaan"]
    ordering = ["-pk"]
    fields = [
        "kepesertaan", "tahun", "sementara", "sampai_bulan", "tarif", "jumlah", "sisa", "jurnal",
        "dibukukan_pada",
    ]  # fmt: skip


@admin.register(PutaranPengembangan)
class PutaranPengembanganAdmin(AdminBaca):
    list_display = ["tahun", "status", "kemajuan", "uang", "mulai_pada", "selesai_pada"]
    ordering = ["-tahun"]
    fields = [
        "tahun", "status", "tarif", "kemajuan", "dikreditkan", "nihil", "tanpa_uang", "sudah",
        "uang", "diminta_oleh", "mulai_pada", "selesai_pada",
    ]  # fmt: skip
    readonly_fields = ["kemajuan", "uang"]

    @admin.display(description=_("Kartu diperiksa"))
    def kemajuan(self, objek: PutaranPengembangan) -> str:
        isi = {"diperiksa": objek.diperiksa, "total": objek.total}
        return _("%(diperiksa)s dari %(total)s") % isi

    @admin.display(description=_("Jumlah"))
    def uang(self, objek: PutaranPengembangan) -> str:
        return format_rupiah(objek.jumlah)
