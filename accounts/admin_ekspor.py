"""The export button of an admin list: filters and preview, the file, the proofs of old ones."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin_dasar import AdminBaca, pelaku_petugas
from accounts.services.ekspor import (
    AliranEkspor,
    Ekspor,
    Hitungan,
    alirkan,
    ambil_ekspor,
    ambil_riwayat,
    daftar_riwayat,
    hitung_ekspor,
    manifes_dari,
)
from accounts.services.peran import EKSPOR
from accounts.teks import KALIMAT_GALAT
from jmo.lib.galat import IsianTidakSah
from jmo.lib.tanggal import hari_ini_wib


class EksporForm(forms.Form):
    """The day and the filters of one export."""

    per = forms.DateField(
        label=gettext_lazy("Keadaan pada akhir tanggal"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, ekspor: Ekspor, *args: Any, **kwargs: Any) -> None:
        """Add a field for each filter of the export."""
        super().__init__(*args, **kwargs)
        self.ekspor = ekspor
        for satu in ekspor.saringan:
            self.fields[satu.kunci] = forms.CharField(
                label=satu.label,
                required=False,
                max_length=60,
                widget=forms.TextInput(attrs={"type": satu.tipe}),
            )

    @property
    def saringan(self) -> dict[str, str]:
        """What was typed into the filters."""
        return {satu.kunci: self.cleaned_data[satu.kunci] for satu in self.ekspor.saringan}

    def tolak(self, galat: IsianTidakSah) -> None:
        """Show the refusal of the service at its fields."""
        for kolom, kode in galat.kolom.items():
            for satu in kode:
                self.add_error(kolom, str(KALIMAT_GALAT[satu]))


class DenganEkspor(AdminBaca):
    """An admin list with an export of the same rows; `ekspor` is its name."""

    ekspor: ClassVar[str]
    change_list_template = "admin/accounts/daftar_ekspor.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the export and the proofs of finished ones."""
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        bungkus = self.admin_site.admin_view
        return [
            path("ekspor/", bungkus(self.halaman_ekspor), name=f"{info}_ekspor"),
            path("ekspor/<int:catatan_id>/", bungkus(self.manifes), name=f"{info}_manifes"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, with the button for those who may export."""
        boleh = request.user.has_perm(EKSPOR)
        tambahan = {"url_ekspor": self._alamat("ekspor") if boleh else ""}
        return super().changelist_view(request, {**(extra_context or {}), **tambahan})

    def halaman_ekspor(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for day and filters, count what they give, and send the file."""
        self._pastikan_boleh(request)
        ekspor = ambil_ekspor(self.ekspor)
        form = EksporForm(ekspor, request.POST if request.method == "POST" else request.GET or None)
        hitungan = None
        if form.is_valid():
            try:
                aliran = alirkan(
                    nama=self.ekspor, pelaku=pelaku_petugas(request), per=form.cleaned_data["per"],
                    saringan=form.saringan,
                )  # fmt: skip
                if request.method == "POST":
                    return _unduh(aliran)
                hitungan = hitung_ekspor(nama=self.ekspor, per=aliran.per, saringan=form.saringan)
            except IsianTidakSah as galat:
                form.tolak(galat)
        return self._tampilkan(request, ekspor, form, hitungan)

    def manifes(self, request: HttpRequest, catatan_id: int) -> HttpResponse:
        """Send the manifest of a finished export."""
        self._pastikan_boleh(request)
        isi = manifes_dari(ambil_riwayat(nama=self.ekspor, catatan_id=catatan_id))
        jawaban = JsonResponse(isi, json_dumps_params={"ensure_ascii": False, "indent": 2})
        jawaban["Content-Disposition"] = f'attachment; filename="{isi["berkas"]}.manifest.json"'
        return jawaban

    def _tampilkan(
        self, request: HttpRequest, ekspor: Ekspor, form: EksporForm, hitungan: Hitungan | None
    ) -> HttpResponse:
        konteks = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Ekspor %(judul)s") % {"judul": ekspor.judul},
            "ekspor": ekspor,
            "form": form,
            "hitungan": hitungan,
            "hari_ini": hari_ini_wib(timezone.now()),
            "riwayat": [
                {"catatan": satu, "url": self._alamat("manifes", satu.pk)}
                for satu in daftar_riwayat(nama=self.ekspor)
            ],
        }
        return TemplateResponse(request, "admin/accounts/ekspor.html", konteks)

    def _pastikan_boleh(self, request: HttpRequest) -> None:
        if not (request.user.has_perm(EKSPOR) and self.has_view_permission(request)):
            raise PermissionDenied

    def _alamat(self, nama: str, *args: int) -> str:
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"admin:{info}_{nama}", args=args, current_app=self.admin_site.name)


def _unduh(aliran: AliranEkspor) -> StreamingHttpResponse:
    jawaban = StreamingHttpResponse(iter(aliran), content_type="text/csv; charset=utf-8")
    jawaban["Content-Disposition"] = f'attachment; filename="{aliran.nama_berkas}"'
    # A proxy that collects the whole answer first would undo the streaming.
    jawaban["X-Accel-Buffering"] = "no"
    return jawaban
