"""What the pages of claims and of payments share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import Akun
from jmo.lib.uang import Rupiah, format_rupiah


def rupiah(nilai: int | None) -> str:
    return "–" if nilai is None else format_rupiah(Rupiah(nilai))


def petugas_masuk(request: HttpRequest) -> Akun:
    assert isinstance(request.user, Akun)
    return request.user


class Sebaris(admin.TabularInline):  # type: ignore[type-arg]  # generic at type-check time only
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def saringan_kode(kolom: str, judul: Any, kamus: Mapping[str, Any]) -> type[admin.SimpleListFilter]:
    """Return a list filter over the codes of a column, in words."""

    class SaringanKode(admin.SimpleListFilter):
        title = judul
        parameter_name = kolom

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
            return list(kamus.items())

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            nilai = self.value()
            return queryset.filter(**{kolom: nilai}) if nilai in kamus else queryset

    return SaringanKode
