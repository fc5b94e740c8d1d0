"""Officers' pages of employers, cards, contributions, the book, holds and parameters: read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Sebaris
from accounts.admin_ekspor import DenganEkspor
from accounts.models import Peserta
from jmo.lib.uang import format_rupiah
from saldo.models import (
    AkunBuku,
    BerkasIuran,
    EntriJurnal,
    Iuran,
    Jurnal,
    Kepesertaan,
    Ketentuan,
    Perusahaan,
    TahananSaldo,
)
from saldo.selectors import saldo_kartu

ENTRI_TERBANYAK = 500


class _Sebaris(Sebaris):
    show_change_link = True


class _LewatKartu(AdminBaca):
    def peserta_dari(self, objek: Any) -> Peserta | None:
        kartu = objek.kepesertaan
        return kartu.peserta if kartu is not None else None


class _LewatAkun(AdminBaca):
    def peserta_dari(self, objek: Any) -> Peserta | None:
        kartu = objek.akun.kepesertaan
        return kartu.peserta if kartu is not None else None


@admin.register(Perusahaan)
class PerusahaanAdmin(AdminBaca):
    list_display = ["nama", "npp", "aktif", "dibuat_pada"]
    list_filter = ["aktif"]
    search_fields = ["nama", "npp"]
    fields = ["nama", "npp", "aktif", "dibuat_pada"]


class IuranSebaris(_Sebaris):
    model = Iuran
    fk_name = "kepesertaan"
    fields = ["bulan", "upah", "jht_pemberi_kerja", "jht_pekerja", "tanggal_bayar", "berlaku"]
    ordering = ["-bulan", "-pk"]
    verbose_name_plural = _("iuran kartu ini")


@admin.register(Kepesertaan)
class KepesertaanAdmin(AdminBaca):
    list_display = [
        "kpj_samar", "nama_peserta", "perusahaan", "status", "tanggal_mulai", "tanggal_berakhir",
        "sebab_berakhir",
    ]  # fmt: skip
    list_filter = ["status", "jenis", "sebab_berakhir", "tanggal_berakhir"]
    list_select_related = ["peserta", "perusahaan"]
    search_fields = ["peserta__nama", "perusahaan__nama", "=perusahaan__npp"]
    # What is typed here stands in addresses and logs of the server.
    search_help_text = _("Cari nama peserta, nama perusahaan, atau NPP.")
    inlines = [IuranSebaris]
    fields = [
        "kpj_samar", "peserta", "perusahaan", "jenis", "status", "tanggal_mulai",
        "tanggal_berakhir", "sebab_berakhir", "tanggal_pernyataan", "dilaporkan_pada",
        "usia_pensiun", "upah_terakhir", "saldo_sekarang", "saldo_ditahan", "digabung_ke",
        "dibuat_pada",
    ]  # fmt: skip
    readonly_fields = ["kpj_samar", "saldo_sekarang", "saldo_ditahan"]

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Kepesertaan)
        return objek.peserta

    @admin.display(description=_("Nama"), ordering="peserta__nama")
    def nama_peserta(self, objek: Kepesertaan) -> str:
        return objek.peserta.nama

    @admin.display(description=_("Saldo"))
    def saldo_sekarang(self, objek: Kepesertaan) -> str:
        return format_rupiah(saldo_kartu(objek).total)

    @admin.display(description=_("Di antaranya ditahan"))
    def saldo_ditahan(self, objek: Kepesertaan) -> str:
        return format_rupiah(saldo_kartu(objek).ditahan)


@admin.register(Iuran)
class IuranAdmin(DenganEkspor):
    ekspor = "iuran"
    list_display = ["bulan", "kepesertaan", "perusahaan", "upah", "jht", "jp", "tanggal_bayar"]
    list_filter = ["berlaku", ("bulan", admin.DateFieldListFilter), "tanggal_bayar"]
    list_select_related = ["kepesertaan", "perusahaan"]
    search_fields = ["kepesertaan__peserta__nama", "=perusahaan__npp"]
    search_help_text = _("Cari nama peserta atau NPP.")
    ordering = ["-pk"]
    fields = [
        "kepesertaan", "perusahaan", "bulan", "upah", "jht_pemberi_kerja", "jht_pekerja",
        "jp_pemberi_kerja", "jp_pekerja", "tanggal_bayar", "jurnal", "berkas", "menggantikan",
        "berlaku", "dibuat_pada",
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Iuran)
        return objek.kepesertaan.peserta

    @admin.display(description="JHT")
    def jht(self, objek: Iuran) -> str:
        return format_rupiah(objek.jht_pemberi_kerja + objek.jht_pekerja)

    @admin.display(description="JP")
    def jp(self, objek: Iuran) -> str:
        return format_rupiah(objek.jp_pemberi_kerja + objek.jp_pekerja)


@admin.register(BerkasIuran)
class BerkasIuranAdmin(AdminBaca):
    list_display = ["dibuat_pada", "nama", "baris", "baris_baru", "baris_koreksi", "total_jht"]
    list_filter = ["dibuat_pada"]
    search_fields = ["nama", "=sidik"]
    ordering = ["-pk"]
    fields = [
        "nama", "sidik", "baris", "baris_baru", "baris_koreksi", "total_jht", "diunggah_oleh",
        "dibuat_pada",
    ]  # fmt: skip


class _KartuEntri:
    """The card of an entry, masked; the institution's accounts have none."""

    @admin.display(description=_("Kartu"))
    def kartu(self, objek: EntriJurnal) -> str:
        return str(objek.akun.kepesertaan or "–")


class EntriSebaris(_KartuEntri, _Sebaris):
    model = EntriJurnal
    fields = ["akun", "kartu", "jenis", "tahun", "debit", "kredit", "tanggal_nilai"]
    readonly_fields = ["kartu"]
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[EntriJurnal]:
        entri: QuerySet[EntriJurnal] = super().get_queryset(request)
        return entri.select_related("akun__kepesertaan").order_by("pk")


@admin.register(EntriJurnal)
class EntriJurnalAdmin(_KartuEntri, _LewatAkun):
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
class TahananSaldoAdmin(_LewatKartu):
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
class AkunBukuAdmin(_LewatKartu):
    list_display = ["jenis", "kepesertaan", "saldo"]
    list_filter = ["jenis"]
    list_select_related = ["kepesertaan"]
    search_fields = ["kepesertaan__peserta__nama"]
    ordering = ["pk"]
    fields = ["jenis", "kepesertaan", "saldo"]


@admin.register(Ketentuan)
class KetentuanAdmin(AdminBaca):
    list_display = [
        "jenis", "nilai", "berlaku_sejak", "berlaku_sampai", "dasar_hukum", "contoh",
    ]  # fmt: skip
    list_filter = ["contoh", "jenis"]
    ordering = ["jenis", "-berlaku_sejak"]
    fields = [
        "jenis", "nilai", "berlaku_sejak", "berlaku_sampai", "dasar_hukum", "contoh",
        "dibuat_pada",
    ]  # fmt: skip
