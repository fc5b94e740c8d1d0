"""Officers' worklist of promises that come near, and the record of those that were broken."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca
from accounts.models import Peserta
from klaim_jht.models import PeringatanJanji
from klaim_jht.rules.peringatan import DILANGGAR
from klaim_jht.rules.status import STATUS_SELESAI
from klaim_jht.teks import STATUS


class SaringanBerjalan(admin.SimpleListFilter):
    title = _("klaimnya")
    parameter_name = "klaim"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("berjalan", _("masih berjalan")), ("selesai", _("sudah selesai"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "berjalan":
            return queryset.exclude(klaim__status__in=STATUS_SELESAI)
        if self.value() == "selesai":
            return queryset.filter(klaim__status__in=STATUS_SELESAI)
        return queryset


@admin.register(PeringatanJanji)
class PeringatanJanjiAdmin(AdminBaca):
    list_display = ["batas_pada", "nomor", "tahap", "sebab", "status_kata", "dicatat_pada"]
    list_filter = [SaringanBerjalan, "persen", "sebab", ("dicatat_pada", admin.DateFieldListFilter)]
    list_select_related = ["klaim"]
    ordering = ["batas_pada", "-persen"]
    fields = ["nomor", "tahap", "sebab", "batas_pada", "dicatat_pada", "status_kata"]
    readonly_fields = ["nomor", "tahap", "status_kata"]

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, PeringatanJanji)
        return objek.klaim.peserta

    @admin.display(description=_("Klaim"), ordering="klaim__nomor")
    def nomor(self, objek: PeringatanJanji) -> SafeString:
        alamat = reverse("admin:klaim_jht_klaim_change", args=[objek.klaim_id])
        return format_html('<a href="{}">{}</a>', alamat, objek.klaim.nomor)

    @admin.display(description=_("Waktu terpakai"), ordering="persen")
    def tahap(self, objek: PeringatanJanji) -> str:
        if objek.persen == DILANGGAR:
            return _g("lewat janji")
        return f"{objek.persen} %"

    @admin.display(description=_("Status klaim"), ordering="klaim__status")
    def status_kata(self, objek: PeringatanJanji) -> str:
        return str(STATUS[objek.klaim.status])
