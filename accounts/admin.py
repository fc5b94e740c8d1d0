"""Officers' pages of people, logins, messages and the trail; identifiers masked throughout."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin_dasar import AdminBaca, Sebaris, Tombol, pelaku_petugas
from accounts.admin_ekspor import DenganEkspor
from accounts.admin_kalender import HariKalenderAdmin, TahunKalenderAdmin
from accounts.admin_keamanan import LaporanBukanSayaAdmin
from accounts.forms import CariNikForm
from accounts.models import (
    Akun,
    CatatanAudit,
    DenyutAntrean,
    Kontak,
    Persetujuan,
    Pesan,
    Peserta,
)
from accounts.selectors import cari_peserta_nik
from accounts.services.pengiriman import kirim_ulang_pesan

__all__ = ["HariKalenderAdmin", "LaporanBukanSayaAdmin", "TahunKalenderAdmin"]

admin.site.site_header = f"{settings.NAMA_PORTAL} · Petugas"
admin.site.site_title = settings.NAMA_PORTAL
admin.site.index_title = gettext_lazy("Meja kerja")
# Officers log in by the same door as everybody: its limits and second factor hold here too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it


class _LewatAkun(AdminBaca):
    def peserta_dari(self, objek: Any) -> Peserta | None:
        return getattr(objek.akun, "peserta", None) if objek.akun_id else None


@admin.register(Akun)
class AkunAdmin(AdminBaca):
    list_display = ["nama_pengguna", "asal", "is_active", "is_staff", "last_login"]
    list_filter = ["asal", "is_active", "is_staff", "groups"]
    search_fields = ["nama_pengguna"]
    fields = [
        "nama_pengguna", "asal", "bahasa", "is_active", "is_staff", "groups", "last_login",
        "kata_sandi_diubah_pada", "dipulihkan_pada", "dibuktikan_pada", "dibuat_pada",
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        return getattr(objek, "peserta", None)


class KontakSebaris(Sebaris):
    model = Kontak
    fields = ["jenis", "nilai_samar", "terbukti_pada", "diganti_pada", "bersama"]
    readonly_fields = ["nilai_samar"]


@admin.register(Peserta)
class PesertaAdmin(DenganEkspor):
    ekspor = "peserta"
    list_display = ["nama", "nomor_identitas_samar", "jenis", "tanggal_lahir", "pengkinian_pada"]
    list_filter = ["jenis", "jenis_identitas"]
    search_fields = ["nama"]
    # What is typed here stands in addresses and logs of the server.
    search_help_text = gettext_lazy("Cari nama. Untuk NIK, pakai tombol Cari NIK.")
    change_list_template = "admin/accounts/peserta/daftar.html"
    inlines = [KontakSebaris]
    fields = [
        "nama", "jenis", "jenis_identitas", "nomor_identitas_samar", "tanggal_lahir",
        "tempat_lahir", "jenis_kelamin", "kewarganegaraan", "no_kk_samar", "nama_ibu_samar",
        "npwp_samar", "akun", "pengkinian_pada", "pengkinian_menunggu_register",
        "kontak_diubah_pada", "rekening_diubah_pada", "kunci_pencairan_pada",
        "kunci_dibuka_pada", "bukan_saya_pada",
        "meninggal_pada", "dibuat_pada",
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Peserta)
        return objek

    def get_urls(self) -> list[URLPattern]:
        cari = path("cari/", self.admin_site.admin_view(self.cari), name="accounts_peserta_cari")
        return [cari, *super().get_urls()]

    def cari(self, request: HttpRequest) -> HttpResponse:
        """Find a person by NIK, sent in the body so that no address or log holds it."""
        form = CariNikForm(request.POST or None)
        if self.has_view_permission(request) and form.is_valid():
            peserta = cari_peserta_nik(form.cleaned_data["nik"])
            if peserta is not None:
                return redirect(self.alamat(peserta))
            form.add_error("nik", _("Tidak ada peserta dengan NIK itu."))
        konteks = {**self.admin_site.each_context(request), "form": form, "opts": self.opts,
                   "title": _("Cari NIK")}  # fmt: skip
        return TemplateResponse(request, "admin/accounts/peserta/cari.html", konteks)


@admin.register(Persetujuan)
class PersetujuanAdmin(_LewatAkun):
    list_display = ["akun", "jenis", "versi", "saluran", "diberikan_pada", "ditarik_pada"]
    list_filter = ["jenis", "versi", "saluran"]
    list_select_related = ["akun"]
    search_fields = ["akun__nama_pengguna"]
    fields = [
        "akun", "jenis", "versi", "sidik_teks", "saluran", "diberikan_pada", "ditarik_pada",
    ]  # fmt: skip
    readonly_fields = ["sidik_teks"]


def _gagal_dan_utuh(pesan: Any) -> bool:
    return pesan.status == Pesan.Status.GAGAL and "kedaluwarsa_pada" not in pesan.isi


@admin.register(Pesan)
class PesanAdmin(_LewatAkun):
    list_display = [
        "dibuat_pada", "jenis", "saluran", "tujuan_samar", "status", "percobaan", "jatuh_pada",
        "keamanan",
    ]  # fmt: skip
    list_filter = ["status", "saluran", "keamanan", "jenis"]
    ordering = ["-pk"]
    fields = [
        "referensi", "akun", "jenis", "saluran", "tujuan_samar", "judul", "status", "keamanan",
        "percobaan", "jatuh_pada", "sewa_sampai", "dibuat_pada", "dikirim_pada", "dibaca_pada",
    ]  # fmt: skip
    readonly_fields = ["referensi"]
    tombol = [
        Tombol(
            "kirim_ulang", gettext_lazy("Kirim ulang"), "accounts.change_pesan",
            alasan_wajib=True, tampil=_gagal_dan_utuh,
        )
    ]  # fmt: skip

    def kirim_ulang(self, request: HttpRequest, objek: Pesan, alasan: str) -> str:
        kirim_ulang_pesan(pesan_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _("Pesan masuk antrean lagi.")


@admin.register(CatatanAudit)
class CatatanAuditAdmin(AdminBaca):
    list_display = ["pada", "aksi", "pelaku_nama", "pelaku_jenis", "objek_jenis", "objek_id"]
    list_filter = ["pelaku_jenis", "aksi", "pada"]
    search_fields = ["pelaku_nama", "=permintaan"]
    ordering = ["-pk"]
    fields = [
        "pada", "aksi", "pelaku_jenis", "pelaku_nama", "objek_jenis", "objek_id", "peserta",
        "sebelum", "sesudah", "alasan", "permintaan",
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        return objek.peserta if isinstance(objek, CatatanAudit) else None


@admin.register(DenyutAntrean)
class DenyutAntreanAdmin(AdminBaca):
    list_display = ["antrean", "terakhir_pada"]
    fields = ["antrean", "terakhir_pada"]
