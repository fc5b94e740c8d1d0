"""Corrections that participants asked for: take one, answer it, within 3x24 hours."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Tombol, pelaku_petugas, petugas_masuk
from pengkinian.admin.dasar import AdminPeserta, umur
from pengkinian.models import KasusKoreksi
from pengkinian.services.koreksi import ambil_koreksi, lepaskan_koreksi, putuskan_koreksi

PUTUS = "pengkinian.change_kasuskoreksi"
JAWABAN = _("Jawaban yang dibaca peserta")


def _terbuka(objek: Any) -> bool:
    return bool(objek.status == KasusKoreksi.Status.BARU)


def _di_meja(objek: Any) -> bool:
    return _terbuka(objek) and objek.petugas_id is not None


def _bebas(objek: Any) -> bool:
    return _terbuka(objek) and objek.petugas_id is None


@admin.register(KasusKoreksi)
class KasusKoreksiAdmin(AdminPeserta):
    list_display = ["dibuat_pada", "jenis", "nama", "status", "tenggat", "petugas"]
    list_filter = ["status", "jenis", ("tenggat_pada", admin.DateFieldListFilter)]
    list_select_related = ["peserta", "petugas"]
    fields = ["jenis", "tentang", "uraian_peserta", "status", "tenggat", "petugas", "jawaban",
              "dibuat_pada", "diputus_pada", "kasus"]  # fmt: skip
    readonly_fields = ["tentang", "uraian_peserta", "tenggat"]
    tombol = [
        Tombol("ambil", _("Kerjakan"), PUTUS, tampil=_bebas),
        Tombol("lepaskan", _("Lepaskan dari meja"), PUTUS, alasan_wajib=True, tampil=_di_meja),
        Tombol("terima", _("Terima dan jawab"), PUTUS, alasan_wajib=True, tampil=_terbuka,
               label_alasan=JAWABAN),
        Tombol("tolak", _("Tolak dan jawab"), PUTUS, alasan_wajib=True, berbahaya=True,
               tampil=_terbuka, label_alasan=JAWABAN),
    ]  # fmt: skip

    def ambil(self, request: HttpRequest, objek: KasusKoreksi, alasan: str) -> str:
        ambil_koreksi(
            koreksi_id=objek.pk, petugas=petugas_masuk(request), pelaku=pelaku_petugas(request)
        )
        return _g("Koreksi ini sekarang di meja Anda.")

    def lepaskan(self, request: HttpRequest, objek: KasusKoreksi, alasan: str) -> str:
        lepaskan_koreksi(koreksi_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Koreksi ini kembali ke daftar semua petugas.")

    def terima(self, request: HttpRequest, objek: KasusKoreksi, alasan: str) -> str:
        self._jawab(request, objek, alasan, diterima=True)
        return _g("Koreksi diterima; jawaban Anda dikirim kepada peserta.")

    def tolak(self, request: HttpRequest, objek: KasusKoreksi, alasan: str) -> str:
        self._jawab(request, objek, alasan, diterima=False)
        return _g("Koreksi ditolak; jawaban Anda dikirim kepada peserta.")

    def _jawab(
        self, request: HttpRequest, objek: KasusKoreksi, alasan: str, *, diterima: bool
    ) -> None:
        putuskan_koreksi(
            koreksi_id=objek.pk, diterima=diterima, jawaban=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip

    @admin.display(description=_("Uraian peserta"))
    def uraian_peserta(self, objek: KasusKoreksi) -> str:
        return str(objek.uraian)

    @admin.display(description=_("Tenggat jawaban"), ordering="tenggat_pada")
    def tenggat(self, objek: KasusKoreksi) -> SafeString | str:
        kini = timezone.now()
        if objek.status != KasusKoreksi.Status.BARU:
            return "–"
        if objek.tenggat_pada < kini:
            lewat = _g("lewat %(lama)s") % {"lama": umur(objek.tenggat_pada, kini)}
            return format_html("<strong>{}</strong>", lewat)
        return _g("%(lama)s lagi") % {"lama": umur(kini, objek.tenggat_pada)}
