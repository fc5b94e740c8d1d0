"""Officers' pages of the working calendar, and its line on the desk when a year is unchecked."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas
from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from accounts.models import HariKalender, TahunKalender
from accounts.selectors import tahun_kalender_kurang
from accounts.services.kalender import cabut_hari, tetapkan_hari, tetapkan_tahun
from jmo.lib.tanggal import awal_hari_wib, hari_ini_wib


class _Bertambah(AdminBaca):
    """Read only, but for those who may add a row through a service."""

    tambah: ClassVar[str]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who holds the right; the row is written by the service."""
        return bool(request.user.has_perm(self.tambah))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the audit trail has it."""
        return None


@admin.register(HariKalender)
class HariKalenderAdmin(_Bertambah):
    """Decreed days that win over the library."""

    tambah = "accounts.add_harikalender"
    list_display = ["tanggal", "jenis", "dasar_hukum"]
    list_filter = ["jenis"]
    ordering = ["-tanggal"]
    fields = ["tanggal", "jenis", "dasar_hukum"]
    tombol: ClassVar = [
        Tombol("cabut", _("Tarik kembali baris ini"), "accounts.change_harikalender",
               alasan_wajib=True, berbahaya=True),
    ]  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the service write what was typed."""
        obj.pk = tetapkan_hari(
            tanggal=obj.tanggal, jenis=HariKalender.Jenis(obj.jenis),
            dasar_hukum=obj.dasar_hukum, pelaku=pelaku_petugas(request),
        ).pk  # fmt: skip

    def tekan(self, request: HttpRequest, object_id: str, kunci: str) -> HttpResponse:
        """Come back to the list: the row of this page is gone."""
        super().tekan(request, object_id, kunci)
        return redirect(reverse("admin:accounts_harikalender_changelist"))

    def cabut(self, request: HttpRequest, objek: HariKalender, alasan: str) -> str:
        """Take one row back."""
        cabut_hari(hari_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Baris ditarik; kalender bawaan berlaku lagi untuk hari itu.")

    def alamat(self, objek: Any) -> str:
        """Return the list: a row that was withdrawn has no page."""
        return reverse("admin:accounts_harikalender_changelist")


@admin.register(TahunKalender)
class TahunKalenderAdmin(_Bertambah):
    """Years that were held against the decree."""

    tambah = "accounts.add_tahunkalender"
    list_display = ["tahun", "dasar_hukum", "dibuat_pada"]
    ordering = ["-tahun"]
    fields = ["tahun", "dasar_hukum"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the service write what was typed."""
        obj.pk = tetapkan_tahun(
            tahun=obj.tahun, dasar_hukum=obj.dasar_hukum, pelaku=pelaku_petugas(request)
        ).pk


def _kurang() -> Menunggu:
    hari_ini = hari_ini_wib(timezone.now())
    kurang = tahun_kalender_kurang(hari_ini=hari_ini)
    if not kurang:
        return Menunggu(0, None)
    # The running year has been missing since it began, the next one since 1 November.
    if kurang[0] == hari_ini.year:
        return Menunggu(len(kurang), awal_hari_wib(hari_ini.replace(month=1, day=1)))
    return Menunggu(len(kurang), awal_hari_wib(hari_ini.replace(month=11, day=1)))


daftarkan_worklist(
    "kalender",
    Worklist(
        judul=_("Hari libur yang belum dicocokkan dengan SKB"),
        izin="accounts.view_tahunkalender",
        rute="admin:accounts_tahunkalender_changelist", hitung=_kurang,
    ),
)  # fmt: skip
