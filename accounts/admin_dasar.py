"""The base of every admin page: read only, each look at a person recorded, buttons call services.

Officers change nothing by editing a row. What they may do are buttons; a button names the
permission it needs and a method of the admin class, which calls one service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Galat
from jmo.teks import kalimat_galat

PANJANG_ALASAN = 500


def pelaku_petugas(request: HttpRequest) -> Pelaku:
    """Return the officer who sends this request as an actor."""
    assert isinstance(request.user, Akun)
    return audit.pelaku_akun(request.user)


def petugas_masuk(request: HttpRequest) -> Akun:
    """Return the officer who sends this request."""
    assert isinstance(request.user, Akun)
    return request.user


def saringan_kode(kolom: str, judul: Any, kamus: Mapping[str, Any]) -> type[admin.SimpleListFilter]:
    """Return a list filter over the codes of a column, in words."""

    class SaringanKode(admin.SimpleListFilter):
        title = judul
        parameter_name = kolom

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
            return list(kamus.items())

        def queryset(
            self, request: HttpRequest, queryset: models.QuerySet[Any]
        ) -> models.QuerySet[Any]:
            nilai = self.value()
            return queryset.filter(**{kolom: nilai}) if nilai in kamus else queryset

    return SaringanKode


class Sebaris(admin.TabularInline):  # type: ignore[type-arg]  # generic at type-check time only
    """Rows of another table on the page of one row, read only."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: rows are born by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: buttons call services."""
        return False


def _selalu(_objek: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Tombol:
    """A button on the page of one row.

    Shape:  `kunci` names a method `(request, objek, alasan) -> str | None` of the admin class; it
            calls a service and may return the sentence to show. `izin` is "app.codename".
            `label` is translated lazily. `tampil(objek)` hides it where it makes no sense.
            `label_alasan` names the text field where it is more than a reason.
    """

    kunci: str
    label: Any
    izin: str
    alasan_wajib: bool = False
    berbahaya: bool = False
    tampil: Callable[[Any], bool] = _selalu
    label_alasan: Any = ""


class AdminBaca(admin.ModelAdmin):  # type: ignore[type-arg]  # generic at type-check time only
    """Read-only admin; `peserta_dari` says whose data a row shows, so that looking is recorded."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/accounts/baca.html"
    tombol: ClassVar[Sequence[Tombol]] = ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: rows are born by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: buttons call services."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def peserta_dari(self, objek: Any) -> Peserta | None:
        """Return the person whose data this row shows; None records nothing."""
        return None

    def get_urls(self) -> list[URLPattern]:
        """Add the address to which buttons post."""
        info = self.opts.app_label, self.opts.model_name
        jalur = path(
            "<path:object_id>/tombol/<slug:kunci>/",
            self.admin_site.admin_view(self.tekan),
            name="{}_{}_tombol".format(*info),
        )
        return [jalur, *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show one row with its buttons, and record who looked."""
        objek = self.get_object(request, object_id) if object_id else None
        tambahan = dict(extra_context or {})
        if objek is not None and self.has_view_permission(request, objek):
            self._catat_lihat(request, objek)
            tambahan["tombol"] = self._tombol_boleh(request, objek)
        return super().changeform_view(request, object_id, form_url, tambahan)

    def tekan(self, request: HttpRequest, object_id: str, kunci: str) -> HttpResponse:
        """Carry out the button of one row and come back to its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        objek = self.get_object(request, object_id)
        if objek is None:
            raise Http404
        tombol = next((t for t in self._tombol_boleh(request, objek) if t.kunci == kunci), None)
        if tombol is None or not self.has_view_permission(request, objek):
            raise PermissionDenied
        self._jalankan(request, tombol, objek)
        return redirect(self.alamat(objek))

    def alamat(self, objek: models.Model) -> str:
        """Return the address of a row's page."""
        nama = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(nama, args=[objek.pk], current_app=self.admin_site.name)

    def _jalankan(self, request: HttpRequest, tombol: Tombol, objek: Any) -> None:
        alasan = request.POST.get("alasan", "").strip()[:PANJANG_ALASAN]
        if tombol.alasan_wajib and not alasan:
            messages.error(request, _("Tuliskan alasannya lebih dahulu."))
            return
        try:
            kalimat = getattr(self, tombol.kunci)(request, objek, alasan)
        except Galat as galat:
            messages.error(request, kalimat_galat(galat))
            return
        messages.success(request, kalimat or _("Tersimpan."))

    def _tombol_boleh(self, request: HttpRequest, objek: Any) -> list[Tombol]:
        pengguna = request.user
        return [t for t in self.tombol if pengguna.has_perm(t.izin) and t.tampil(objek)]

    def _catat_lihat(self, request: HttpRequest, objek: Any) -> None:
        peserta = self.peserta_dari(objek)
        if peserta is None or request.method != "GET":
            return
        with transaction.atomic():
            audit.catat(
                aksi=Aksi.DATA_DILIHAT, pelaku=pelaku_petugas(request), objek=objek, peserta=peserta
            )
