"""What officers' pages of the data update share: words, ages, buttons that explain themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol
from accounts.models import Peserta

TINJAUAN = "admin:pengkinian_tinjauan"


class AdminPeserta(AdminBaca):
    """A page about one person's row, whose buttons answer in words when somebody was faster."""

    change_list_template = "admin/pengkinian/daftar.html"
    list_select_related = ["peserta"]
    ordering = ["-pk"]
    # What is typed here stands in addresses and logs of the server.
    search_fields = ["peserta__nama"]
    search_help_text = _("Cari nama. Untuk NIK, pakai tombol Cari NIK pada Peserta.")

    def peserta_dari(self, objek: Any) -> Peserta | None:
        peserta = objek.peserta
        assert isinstance(peserta, Peserta)
        return peserta

    def _tombol_boleh(self, request: HttpRequest, objek: Any) -> list[Tombol]:
        if request.method == "POST":
            # A button that has lost its sense meanwhile reaches the service, which says why.
            return [satu for satu in self.tombol if request.user.has_perm(satu.izin)]
        return super()._tombol_boleh(request, objek)

    @admin.display(description=_("Nama"), ordering="peserta__nama")
    def nama(self, objek: Any) -> str:
        return str(objek.peserta.nama)

    @admin.display(description=_("Peserta"))
    def tentang(self, objek: Any) -> SafeString:
        peserta = objek.peserta
        alamat = reverse("admin:accounts_peserta_change", args=[peserta.pk])
        return format_html(
            '<a href="{}">{}</a>, {} {}', alamat, peserta.nama, peserta.jenis_identitas,
            peserta.nomor_identitas_samar,
        )  # fmt: skip


def umur(sejak: datetime | None, kini: datetime) -> str:
    """Return how long something has been waiting, in words."""
    return "–" if sejak is None else timesince(sejak, kini)


def kata(kamus: Mapping[str, Any], kode: str) -> str:
    """Return the words for a code; an unknown one is not shown to anybody."""
    return str(kamus.get(kode, "–"))


def baris_baris(butir: list[tuple[str, str]]) -> SafeString:
    """Return pairs of a label and a value as lines."""
    return format_html_join("", "<div>{}: <strong>{}</strong></div>", butir) or SafeString("–")
