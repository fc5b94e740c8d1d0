"""Officers' pages of employers, cards and contributions; a card may be marked as contested."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas
from accounts.admin_ekspor import DenganEkspor
from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from accounts.models import Peserta
from jmo.lib.uang import format_rupiah
from saldo.admin.dasar import SebarisTertaut
from saldo.models import BerkasIuran, Iuran, Kepesertaan, Perusahaan
from saldo.selectors import kartu_bersusulan, saldo_kartu
from saldo.services.kartu import tandai_sengketa
from saldo.services.perusahaan import ubah_email_perusahaan


@admin.register(Perusahaan)
class PerusahaanAdmin(AdminBaca):
    list_display = ["nama", "npp", "aktif", "dibuat_pada"]
    list_filter = ["aktif"]
    search_fields = ["nama", "npp"]
    fields = ["nama", "npp", "aktif", "email", "dibuat_pada"]
    tombol = [
        Tombol("email", _("Simpan alamat"), "saldo.change_perusahaan", alasan_wajib=True,
               label_alasan=_("E-mail bagian personalia"))
    ]  # fmt: skip

    def email(self, request: HttpRequest, objek: Perusahaan, alasan: str) -> str:
        ubah_email_perusahaan(perusahaan_id=objek.pk, email=alasan, pelaku=pelaku_petugas(request))
        return _g("Alamat disimpan; laporan berikutnya dikirim ke sana.")


class IuranSebaris(SebarisTertaut):
    model = Iuran
    fk_name = "kepesertaan"
    fields = ["bulan", "upah", "jht_pemberi_kerja", "jht_pekerja", "tanggal_bayar", "berlaku"]
    ordering = ["-bulan", "-pk"]
    verbose_name_plural = _("iuran kartu ini")


def _disengketakan(objek: Any) -> bool:
    return objek.disengketakan_pada is not None


def _tidak_disengketakan(objek: Any) -> bool:
    return objek.disengketakan_pada is None


class SaringanSusulan(admin.SimpleListFilter):
    title = _("uang setelah klaim")
    parameter_name = "susulan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ya", _("Ada uang yang masuk setelah klaim"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Kepesertaan]
    ) -> QuerySet[Kepesertaan]:
        if self.value() != "ya":
            return queryset
        return queryset.filter(pk__in=kartu_bersusulan().values("pk"))


@admin.register(Kepesertaan)
class KepesertaanAdmin(AdminBaca):
    list_display = [
        "kpj_samar", "nama_peserta", "perusahaan", "status", "tanggal_mulai", "tanggal_berakhir",
        "sebab_berakhir",
    ]  # fmt: skip
    list_filter = ["status", SaringanSusulan, "jenis", "sebab_berakhir", "tanggal_berakhir"]
    list_select_related = ["peserta", "perusahaan"]
    search_fields = ["peserta__nama", "perusahaan__nama", "=perusahaan__npp"]
    # What is typed here stands in addresses and logs of the server.
    search_help_text = _("Cari nama peserta, nama perusahaan, atau NPP.")
    inlines = [IuranSebaris]
    fields = [
        "kpj_samar", "peserta", "perusahaan", "jenis", "status", "tanggal_mulai",
        "tanggal_berakhir", "sebab_berakhir", "tanggal_pernyataan", "dilaporkan_pada", "pelapor",
        "usia_pensiun", "saldo_sekarang", "saldo_ditahan", "digabung_ke",
        "nama_terdaftar", "tanggal_lahir_terdaftar", "disengketakan_pada", "dibuat_pada",
    ]  # fmt: skip
    readonly_fields = ["kpj_samar", "saldo_sekarang", "saldo_ditahan"]
    tombol = [
        Tombol("sengketakan", _("Tandai disengketakan"), "saldo.change_kepesertaan",
               alasan_wajib=True, berbahaya=True, tampil=_tidak_disengketakan),
        Tombol("selesaikan", _("Sengketa selesai"), "saldo.change_kepesertaan",
               alasan_wajib=True, tampil=_disengketakan),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Kepesertaan)
        return objek.peserta

    def sengketakan(self, request: HttpRequest, objek: Kepesertaan, alasan: str) -> str:
        self._sengketa(request, objek, alasan, disengketakan=True)
        return _g("Kartu ditandai disengketakan; kartu ini tidak dapat digabung sampai selesai.")

    def selesaikan(self, request: HttpRequest, objek: Kepesertaan, alasan: str) -> str:
        self._sengketa(request, objek, alasan, disengketakan=False)
        return _g("Sengketa dicatat selesai.")

    def _sengketa(
        self, request: HttpRequest, objek: Kepesertaan, alasan: str, *, disengketakan: bool
    ) -> None:
        tandai_sengketa(
            kepesertaan_id=objek.pk, disengketakan=disengketakan, alasan=alasan,
            pelaku=pelaku_petugas(request),
        )  # fmt: skip

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


daftarkan_worklist(
    "susulan",
    Worklist(
        judul=_("Uang yang masuk setelah klaim"), izin="saldo.view_kepesertaan",
        rute="admin:saldo_kepesertaan_changelist", saringan="?susulan=ya",
        hitung=lambda: Menunggu(kartu_bersusulan().count(), None),
    ),
)  # fmt: skip
