"""The bank's statements: what was delivered, its movements, and taking a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, pelaku_petugas, petugas_masuk
from jmo.lib.galat import IsianTidakSah
from klaim_jht.admin.dasar import rupiah
from klaim_jht.models import MutasiBank, RekeningKoran
from klaim_jht.services.rekening_koran import minta_rekonsiliasi, terima_rekening_koran
from klaim_jht.services.rekonsiliasi import HasilCocok, cocokkan
from klaim_jht.teks import BERKAS_KORAN

IZIN = "klaim_jht.add_rekeningkoran"


class KoranForm(forms.Form):
    """One file."""

    berkas = forms.FileField(
        label=_("Berkas rekening koran (CSV atau MT940)"), allow_empty_file=True
    )


@admin.register(RekeningKoran)
class RekeningKoranAdmin(AdminBaca):
    list_display = ["tanggal", "awal", "akhir", "banyak_gerak", "lengkap", "sumber",
                    "diterima_pada"]  # fmt: skip
    list_filter = ["lengkap", ("tanggal", admin.DateFieldListFilter)]
    ordering = ["-tanggal", "-pk"]
    fields = ["tanggal", "rekening", "awal", "akhir", "banyak_gerak", "lengkap", "sumber",
              "sidik", "diterima_pada", "diterima_oleh"]  # fmt: skip
    readonly_fields = ["awal", "akhir"]
    change_list_template = "admin/klaim_jht/daftar_koran.html"

    def get_urls(self) -> list[URLPattern]:
        bungkus = self.admin_site.admin_view
        return [
            path("unggah/", bungkus(self.unggah), name="klaim_jht_koran_unggah"),
            path("ambil/", bungkus(self.ambil), name="klaim_jht_koran_ambil"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        tambahan = {"boleh_koran": request.user.has_perm(IZIN)}
        return super().changelist_view(request, {**(extra_context or {}), **tambahan})

    def ambil(self, request: HttpRequest) -> HttpResponse:
        """Have the bank asked and both books compared now."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(IZIN):
            raise PermissionDenied
        minta_rekonsiliasi(pelaku=pelaku_petugas(request))
        messages.success(
            request, _g("Rekening koran diambil dan dicocokkan; muat ulang beberapa detik lagi.")
        )
        return redirect("admin:klaim_jht_rekeningkoran_changelist")

    def unggah(self, request: HttpRequest) -> HttpResponse:
        """Take a file, compare, and lead to the differences."""
        if not request.user.has_perm(IZIN):
            raise PermissionDenied
        form = KoranForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                hasil = self._terima(request, form.cleaned_data["berkas"].read())
                messages.success(request, _kalimat(hasil))
                return redirect("admin:klaim_jht_selisihbank_changelist")
            except IsianTidakSah as galat:
                form.add_error("berkas", _sebab(galat))
        konteks = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _g("Unggah rekening koran"),
            "form": form,
        }
        return TemplateResponse(request, "admin/klaim_jht/unggah_koran.html", konteks)

    def _terima(self, request: HttpRequest, isi: bytes) -> HasilCocok:
        pelaku = pelaku_petugas(request)
        terima_rekening_koran(
            isi=isi, sumber=RekeningKoran.Sumber.BERKAS, pelaku=pelaku,
            petugas=petugas_masuk(request),
        )  # fmt: skip
        return cocokkan(pelaku=pelaku)

    @admin.display(description=_("Saldo awal"))
    def awal(self, objek: RekeningKoran) -> str:
        return rupiah(objek.saldo_awal)

    @admin.display(description=_("Saldo akhir"))
    def akhir(self, objek: RekeningKoran) -> str:
        return rupiah(objek.saldo_akhir)


@admin.register(MutasiBank)
class MutasiBankAdmin(AdminBaca):
    list_display = ["tanggal", "nomor", "debit", "nilai", "referensi", "referensi_bank"]
    list_filter = ["debit", ("tanggal", admin.DateFieldListFilter)]
    search_fields = ["=referensi", "=referensi_bank", "=nomor"]
    search_help_text = _("Cari referensi kami, referensi bank, atau nomor gerak.")
    ordering = ["-tanggal", "-pk"]
    fields = ["koran", "tanggal", "nomor", "debit", "nilai", "referensi", "referensi_bank",
              "keterangan"]  # fmt: skip
    readonly_fields = ["nilai"]

    @admin.display(description=_("Jumlah"), ordering="jumlah")
    def nilai(self, objek: MutasiBank) -> str:
        return rupiah(objek.jumlah)


def _sebab(galat: IsianTidakSah) -> str:
    kalimat = str(BERKAS_KORAN[galat.kolom["berkas"][0]])
    baris = galat.data.get("baris")
    return (
        _g("Baris %(baris)s: %(sebab)s") % {"baris": baris, "sebab": kalimat} if baris else kalimat
    )


def _kalimat(hasil: HasilCocok) -> str:
    return _g(
        "Rekening koran diterima. Selisih baru: %(baru)s, masih terbuka: %(terbuka)s."
    ) % {"baru": hasil.baru, "terbuka": hasil.terbuka}  # fmt: skip
