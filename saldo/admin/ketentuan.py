"""Officers' page of the dated parameters: read only."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin_dasar import AdminBaca
from saldo.models import Ketentuan


@admin.register(Ketentuan)
class KetentuanAdmin(AdminBaca):
    list_display = [
        "jenis", "nilai", "berlaku_sejak", "berlaku_sampai", "dasar_hukum", "contoh",
    ]  # fmt: skip
    list_filter = ["contoh", "jenis"]
    ordering = ["jenis", "-berlaku_sejak"]
    fields = [
        "jenis", "nilai", "berlaku_sejak", "berlaku_sampai", "dasar_hukum", "contoh",
        "dibuat_pada",
    ]  # fmt: skip
