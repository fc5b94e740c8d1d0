"""Payments with every message to the bank, and the due rows of all queues."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Tombol, pelaku_petugas
from accounts.admin_ekspor import DenganEkspor
from accounts.models import Peserta
from accounts.selectors import daftar_denyut
from klaim_jht.admin.dasar import Sebaris, rupiah, saringan_kode
from klaim_jht.models import Pembayaran, PercobaanKirim
from klaim_jht.selectors import antrean_jatuh_tempo
from klaim_jht.services.peninjauan import (
    DAPAT_DITANYAKAN,
    tanyakan_sekarang,
)
from klaim_jht.teks import (
    STATUS_PEMBAYARAN,
)


class PercobaanSebaris(Sebaris):
    model = PercobaanKirim
    fields = ["dikirim_pada", "jenis", "layanan", "external_id", "hasil", "kode", "dijawab_pada"]
    ordering = ["pk"]
    verbose_name_plural = _("pesan ke bank")


def _dapat_ditanyakan(objek: Any) -> bool:
    return objek.status in DAPAT_DITANYAKAN


@admin.register(Pembayaran)
class PembayaranAdmin(DenganEkspor):
    ekspor = "pembayaran"
    change_list_template = "admin/klaim_jht/daftar_pembayaran.html"
    list_display = ["partner_ref", "klaim", "status_kata", "nilai", "rekening", "percobaan",
                    "jatuh_pada", "sebab_gagal", "perlu_petugas"]  # fmt: skip
    list_filter = [
        saringan_kode("status", _("status"), STATUS_PEMBAYARAN),
        "perlu_petugas",
        ("dibuat_pada", admin.DateFieldListFilter),
    ]
    list_select_related = ["klaim", "rekening"]
    search_fields = ["=partner_ref", "=klaim__nomor", "=referensi_bank"]
    search_help_text = _("Cari referensi kami, referensi bank, atau nomor klaim.")
    ordering = ["-pk"]
    inlines = [PercobaanSebaris]
    fields = ["partner_ref", "klaim", "jenis", "ke", "status_kata", "nilai", "rekening",
              "referensi_bank", "kode_bank_terakhir", "sebab_gagal", "perlu_petugas", "percobaan",
              "jatuh_pada", "sewa_sampai", "dibuat_pada", "dikirim_pada",
              "berhasil_pada"]  # fmt: skip
    readonly_fields = ["status_kata", "nilai"]
    tombol = [
        Tombol("tanya_bank", _("Tanya bank sekarang"), "klaim_jht.change_pembayaran",
               alasan_wajib=True, tampil=_dapat_ditanyakan),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Pembayaran)
        return objek.klaim.peserta

    def get_urls(self) -> list[URLPattern]:
        antrean = path(
            "antrean/", self.admin_site.admin_view(self.antrean), name="klaim_jht_antrean"
        )
        return [antrean, *super().get_urls()]

    def antrean(self, request: HttpRequest) -> HttpResponse:
        """The due rows of all queues: what waits, since when, who holds it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        konteks = {
            **self.admin_site.each_context(request),
            "title": _g("Antrean kerja"),
            "opts": self.opts,
            "denyut": sorted(daftar_denyut().items()),
            "baris": [(satu, _alamat(satu.model, satu.pk)) for satu in antrean_jatuh_tempo()],
        }
        return TemplateResponse(request, "admin/klaim_jht/antrean.html", konteks)

    def tanya_bank(self, request: HttpRequest, objek: Pembayaran, alasan: str) -> str:
        tanyakan_sekarang(pembayaran_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Bank ditanya sekarang; muat ulang halaman ini beberapa detik lagi.")

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: Pembayaran) -> str:
        return str(STATUS_PEMBAYARAN[objek.status])

    @admin.display(description=_("Jumlah"), ordering="jumlah")
    def nilai(self, objek: Pembayaran) -> str:
        return rupiah(objek.jumlah)


def _alamat(model: str, pk: int) -> str:
    aplikasi, nama = model.split(".")
    try:
        return reverse(f"admin:{aplikasi}_{nama}_change", args=[pk])
    except NoReverseMatch:
        return ""
