"""Officers' pages of the book and its holds: read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_ekspor import DenganEkspor
from jmo.lib.uang import format_rupiah
from saldo.admin.dasar import LewatAkun, LewatKartu, SebarisTertaut
from saldo.models import AkunBuku, EntriJurnal, Jurnal, TahananSaldo

ENTRI_TERBANYAK = 500


class _KartuEntri:
    """The card of an entry, masked; the institution's accounts have none."""

    @admin.display(description=_("Kartu"))
    def kartu(self, objek: EntriJurnal) -> str:
        return str(objek.akun.kepesertaan or "–")


class EntriSebaris(_KartuEntri, SebarisTertaut):
    model = EntriJurnal
    fields = ["akun", "kartu", "jenis", "tahun", "debit", "kredit", "tanggal_nilai"]
    readonly_fields = ["kartu"]
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[EntriJurnal]:
        entri: QuerySet[EntriJurnal] = super().get_queryset(request)
        return entri.select_related("akun__kepesertaan").order_by("pk")


@admin.register(EntriJurnal)
class EntriJurnalAdmin(_KartuEntri, LewatAkun):
    list_display = ["jurnal", "akun", "kartu", "jenis", "tahun", "debit", "kredit", "tanggal_nilai"]
    list_filter = ["akun__jenis", "jenis", "tanggal_nilai"]
    list_select_related = ["jurnal", "akun__kepesertaan"]
    search_fields = ["=jurnal__rujukan"]
    search_help_text = _("Cari rujukan jurnal selengkapnya.")
    ordering = ["-pk"]
    fields = [
        "jurnal", "akun", "kartu", "jenis", "tahun", "debit", "kredit", "tanggal_nilai",
        "dibukukan_pada",
    ]  # fmt: skip
    readonly_fields = ["kartu"]


@admin.register(Jurnal)
class JurnalAdmin(DenganEkspor):
    ekspor = "jurnal"
    list_display = ["dibukukan_pada", "jenis", "rujukan", "tanggal_nilai", "jumlah"]
    list_filter = ["jenis", "tanggal_nilai", "dibukukan_pada"]
    search_fields = ["rujukan__startswith"]
    search_help_text = _("Cari awal rujukan, misalnya klaim:12.")
    ordering = ["-pk"]
    fields = [
        "jenis", "rujukan", "tanggal_nilai", "dibukukan_pada", "keterangan", "koreksi_dari",
        "jumlah", "banyak_entri",
    ]  # fmt: skip
    readonly_fields = ["jumlah", "banyak_entri"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Jurnal]:
        jurnal: QuerySet[Jurnal] = super().get_queryset(request)
        # Per row that is shown, not a sum over the whole book.
        debit = EntriJurnal.objects.filter(jurnal=OuterRef("pk")).order_by().values("jurnal")
        return jurnal.annotate(jumlah_debit=Subquery(debit.values(jumlah=Sum("debit"))))

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        # The journal of a file may have a hundred thousand lines: those have a list of their own.
        kecil = obj is not None and obj.entri.count() <= ENTRI_TERBANYAK
        return [EntriSebaris] if kecil else []

    @admin.display(description=_("Jumlah"))
    def jumlah(self, objek: Any) -> str:
        return format_rupiah(objek.jumlah_debit or 0)

    @admin.display(description=_("Entri"))
    def banyak_entri(self, objek: Jurnal) -> str:
        alamat = reverse("admin:saldo_entrijurnal_changelist", current_app=self.admin_site.name)
        return format_html(
            '<a href="{}?jurnal__id__exact={}">{}</a>', alamat, objek.pk, objek.entri.count()
        )


@admin.register(TahananSaldo)
class TahananSaldoAdmin(LewatKartu):
    list_display = ["rujukan", "kepesertaan", "jumlah", "status", "dibuat_pada", "berakhir_pada"]
    list_filter = ["status", "dibuat_pada"]
    list_select_related = ["kepesertaan"]
    search_fields = ["rujukan__startswith", "kepesertaan__peserta__nama"]
    ordering = ["-pk"]
    fields = [
        "rujukan", "kepesertaan", "jumlah", "status", "jurnal_tahan", "jurnal_akhir",
        "dibuat_pada", "berakhir_pada",
    ]  # fmt: skip


@admin.register(AkunBuku)
class AkunBukuAdmin(LewatKartu):
    list_display = ["jenis", "kepesertaan", "saldo"]
    list_filter = ["jenis"]
    list_select_related = ["kepesertaan"]
    search_fields = ["kepesertaan__peserta__nama"]
    ordering = ["pk"]
    fields = ["jenis", "kepesertaan", "saldo"]
