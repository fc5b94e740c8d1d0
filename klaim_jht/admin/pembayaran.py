"""Payments with every message to the bank, and the due rows of all queues."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Tombol, pelaku_petugas
from accounts.admin_ekspor import DenganEkspor
from accounts.models import Peserta
from accounts.selectors import daftar_denyut
from jmo.lib.galat import Galat
from jmo.teks import kalimat_galat
from klaim_jht.admin.dasar import Sebaris, rupiah, saringan_kode
from klaim_jht.models import Pembayaran, PercobaanKirim
from klaim_jht.selectors import antrean_jatuh_tempo
from klaim_jht.selectors.antrean import JENIS_BARIS, BarisAntrean
from klaim_jht.services.antrean import DAPAT_DIDORONG, dorong_baris
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
        dorong = path(
            "antrean/dorong/", self.admin_site.admin_view(self.dorong), name="klaim_jht_dorong"
        )
        return [antrean, dorong, *super().get_urls()]

    def antrean(self, request: HttpRequest) -> HttpResponse:
        """The due rows of all queues: what waits, since when, who holds it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        jenis = request.GET.get("jenis", "")
        konteks = {
            **self.admin_site.each_context(request),
            "title": _g("Antrean kerja"),
            "opts": self.opts,
            "denyut": sorted(daftar_denyut().items()),
            "jenis": [(satu, _judul(satu)) for satu in JENIS_BARIS],
            "pilihan": jenis,
            "boleh_dorong": request.user.has_perm("klaim_jht.change_pembayaran"),
            "baris": [
                (satu, _alamat(satu.model, satu.pk), _judul(satu.model), _dapat_didorong(satu))
                for satu in antrean_jatuh_tempo(jenis)
            ],
        }
        return TemplateResponse(request, "admin/klaim_jht/antrean.html", konteks)

    def dorong(self, request: HttpRequest) -> HttpResponse:
        """Have one due row tried now, and come back to the list."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm("klaim_jht.change_pembayaran"):
            raise PermissionDenied
        pk, alasan = request.POST.get("pk", ""), request.POST.get("alasan", "").strip()
        try:
            dorong_baris(
                model=request.POST.get("model", ""), pk=int(pk) if pk.isdecimal() else 0,
                alasan=alasan, pelaku=pelaku_petugas(request),
            )  # fmt: skip
            messages.success(request, _g("Dicoba sekarang; muat ulang beberapa detik lagi."))
        except Galat as galat:
            messages.error(request, kalimat_galat(galat))
        return redirect("admin:klaim_jht_antrean")

    def tanya_bank(self, request: HttpRequest, objek: Pembayaran, alasan: str) -> str:
        tanyakan_sekarang(pembayaran_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Bank ditanya sekarang; muat ulang halaman ini beberapa detik lagi.")

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: Pembayaran) -> str:
        return str(STATUS_PEMBAYARAN[objek.status])

    @admin.display(description=_("Jumlah"), ordering="jumlah")
    def nilai(self, objek: Pembayaran) -> str:
        return rupiah(objek.jumlah)


def _dapat_didorong(satu: BarisAntrean) -> bool:
    return satu.model in DAPAT_DIDORONG and not (satu.dipegang or satu.perlu_petugas)


def _judul(model: str) -> str:
    return str(apps.get_model(model)._meta.verbose_name)


def _alamat(model: str, pk: int) -> str:
    aplikasi, nama = model.split(".")
    try:
        return reverse(f"admin:{aplikasi}_{nama}_change", args=[pk])
    except NoReverseMatch:
        return ""
