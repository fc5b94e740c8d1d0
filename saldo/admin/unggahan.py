"""Officers' pages of uploaded contribution files: upload, differences, booking by a second one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk, saringan_kode
from jmo.lib.galat import Bentrok, IsianTidakSah
from jmo.templatetags.jmo import waktu
from saldo.models import UnggahanIuran
from saldo.rules.iuran import KOLOM
from saldo.rules.unggahan import StatusUnggahan
from saldo.selectors.unggahan import keadaan_unggahan
from saldo.services.unggahan import (
    batalkan_unggahan,
    catat_unduhan_beda,
    setujui_unggahan,
    unggah_berkas,
)
from saldo.teks.unggahan import (
    JENIS_BEDA,
    KALIMAT_ISIAN,
    SEBAB_KELUAR_BEDA,
    STATUS_UNGGAHAN,
    SUDAH_DIBUKUKAN,
    susun_temuan,
)

IZIN = "saldo.change_unggahaniuran"


class UnggahForm(forms.Form):
    """One file."""

    berkas = forms.FileField(
        label=gettext_lazy("Berkas iuran (CSV atau XLSX)"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )


def _siap(objek: Any) -> bool:
    return bool(objek.status == StatusUnggahan.SIAP)


@admin.register(UnggahanIuran)
class UnggahanIuranAdmin(AdminBaca):
    list_display = ["diunggah_pada", "nama", "keadaan", "baris_total", "diunggah_oleh"]
    list_filter = [
        saringan_kode("status", gettext_lazy("status"), STATUS_UNGGAHAN), "diunggah_pada",
    ]  # fmt: skip
    list_select_related = ["diunggah_oleh"]
    search_fields = ["nama", "=sidik"]
    ordering = ["-pk"]
    fields = ["nama"]
    change_list_template = "admin/saldo/daftar_unggahan.html"
    change_form_template = "admin/saldo/unggahan.html"
    tombol: ClassVar = (
        Tombol("bukukan", gettext_lazy("Bukukan"), IZIN, tampil=_siap),
        Tombol(
            "batalkan", gettext_lazy("Batalkan unggahan"), IZIN, alasan_wajib=True,
            berbahaya=True, tampil=_siap,
        ),
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        """Add the upload, the live part of a file's page, and its list of differences."""
        bungkus = self.admin_site.admin_view
        return [
            path("unggah/", bungkus(self.unggah), name="saldo_unggahaniuran_unggah"),
            path(
                "<int:nomor>/keadaan/", bungkus(self.bagian), name="saldo_unggahaniuran_keadaan"
            ),
            path(
                "<int:nomor>/perbedaan/", bungkus(self.perbedaan),
                name="saldo_unggahaniuran_perbedaan",
            ),
            *super().get_urls(),
        ]  # fmt: skip

    @admin.display(description=gettext_lazy("Keadaan"), ordering="status")
    def keadaan(self, objek: UnggahanIuran) -> Any:
        """Say the state in words."""
        return STATUS_UNGGAHAN[objek.status]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, with the button for those who may upload."""
        tambahan = {"boleh_unggah": request.user.has_perm(IZIN)}
        return super().changelist_view(request, {**(extra_context or {}), **tambahan})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show one file: how far it is, what it would change, or what is wrong in it."""
        objek = self.get_object(request, object_id) if object_id else None
        tambahan = dict(extra_context or {})
        if objek is not None:
            tambahan |= self._isi(request, objek)
        return super().changeform_view(request, object_id, form_url, tambahan)

    def unggah(self, request: HttpRequest) -> HttpResponse:
        """Take a file and lead to its page."""
        if not request.user.has_perm(IZIN):
            raise PermissionDenied
        form = UnggahForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            berkas = form.cleaned_data["berkas"]
            try:
                baru = unggah_berkas(
                    potongan=berkas.chunks(), nama=berkas.name, pelaku=pelaku_petugas(request)
                )
                return redirect(self.alamat(baru))
            except IsianTidakSah as galat:
                for kode in galat.kolom["berkas"]:
                    form.add_error("berkas", str(KALIMAT_ISIAN[kode]))
            except Bentrok as galat:
                form.add_error("berkas", str(SUDAH_DIBUKUKAN) % {"pada": waktu(galat.data["pada"])})
        konteks = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Unggah berkas iuran"),
            "form": form,
            "kolom": KOLOM,
        }
        return TemplateResponse(request, "admin/saldo/unggah.html", konteks)

    def bagian(self, request: HttpRequest, nomor: int) -> HttpResponse:
        """Send the live part; when the work is done the whole page is fetched anew."""
        objek = self._ambil(request, nomor)
        isi = self._isi(request, objek)
        jawaban = TemplateResponse(request, "admin/saldo/_kemajuan.html", isi)
        if not isi["keadaan"].berjalan:
            jawaban["HX-Refresh"] = "true"
        return jawaban

    def perbedaan(self, request: HttpRequest, nomor: int) -> StreamingHttpResponse:
        """Send the whole list of differences."""
        objek = self._ambil(request, nomor)
        isi = catat_unduhan_beda(unggahan=objek, pelaku=pelaku_petugas(request))
        jawaban = StreamingHttpResponse(isi, content_type="text/csv; charset=utf-8")
        jawaban["Content-Disposition"] = f'attachment; filename="perbedaan-{objek.pk}.csv"'
        return jawaban

    def bukukan(self, request: HttpRequest, objek: UnggahanIuran, alasan: str) -> str:
        """Agree to the differences that this page showed."""
        setujui_unggahan(
            unggahan_id=objek.pk, sidik_beda=request.POST.get("sidik", ""),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _("Disetujui. Pembukuan berjalan; halaman ini menunjukkan kemajuannya.")

    def batalkan(self, request: HttpRequest, objek: UnggahanIuran, alasan: str) -> str:
        """Put the file aside."""
        batalkan_unggahan(unggahan_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _("Unggahan dibatalkan dan isinya dihapus.")

    def _ambil(self, request: HttpRequest, nomor: int) -> UnggahanIuran:
        objek = self.get_object(request, str(nomor))
        if objek is None or not self.has_view_permission(request, objek):
            raise PermissionDenied
        assert isinstance(objek, UnggahanIuran)
        return objek

    def _isi(self, request: HttpRequest, objek: UnggahanIuran) -> dict[str, Any]:
        keadaan = keadaan_unggahan(objek, akun_id=petugas_masuk(request).pk)
        return {
            "keadaan": keadaan,
            "unggahan": objek,
            "status": STATUS_UNGGAHAN[objek.status],
            "temuan": [susun_temuan(satu) for satu in keadaan.temuan],
            "beda": [
                (
                    judul, keadaan.jumlah[jenis],
                    [(satu, SEBAB_KELUAR_BEDA.get(satu.sebab, "")) for satu in contoh],
                )
                for jenis, judul in JENIS_BEDA.items()
                if (contoh := keadaan.contoh.get(jenis))
            ],
            "url_keadaan": reverse("admin:saldo_unggahaniuran_keadaan", args=[objek.pk]),
            "url_perbedaan": reverse("admin:saldo_unggahaniuran_perbedaan", args=[objek.pk]),
        }  # fmt: skip
