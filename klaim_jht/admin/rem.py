"""The brake of the institution: stop all payouts, and let them go on by two officers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk, saringan_kode
from jmo.lib.uang import Rupiah, format_rupiah
from klaim_jht.models import PaguHarian, RemLembaga
from klaim_jht.services.rem import lepas_rem, minta_lepas_rem, pasang_rem
from klaim_jht.teks import SEBAB_REM

UBAH = "klaim_jht.change_remlembaga"


def _terpasang(objek: Any) -> bool:
    return objek.dilepas_pada is None and objek.lepas_diminta_oleh_id is None


def _diminta(objek: Any) -> bool:
    return objek.dilepas_pada is None and objek.lepas_diminta_oleh_id is not None


@admin.register(RemLembaga)
class RemLembagaAdmin(AdminBaca):
    list_display = ["dipasang_pada", "mengapa", "alasan", "dipasang_oleh", "dilepas_pada"]
    list_filter = [saringan_kode("sebab", _("sebab"), SEBAB_REM)]
    ordering = ["-pk"]
    # Adding one stops payouts; nothing but the reason is typed.
    add_fields: ClassVar = ["alasan"]
    fields = ["mengapa", "alasan", "dipasang_pada", "dipasang_oleh", "lepas_diminta_oleh",
              "lepas_diminta_pada", "alasan_lepas", "dilepas_oleh", "dilepas_pada"]  # fmt: skip
    readonly_fields = ["mengapa"]
    tombol = [
        Tombol("minta", _("Minta pembayaran dijalankan lagi"), UBAH, alasan_wajib=True,
               tampil=_terpasang),
        Tombol("lepas", _("Jalankan pembayaran lagi"), UBAH, alasan_wajib=True,
               berbahaya=True, tampil=_diminta),
    ]  # fmt: skip

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Any officer may stop payouts."""
        return bool(request.user.has_perm("klaim_jht.add_remlembaga"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the reason alone when a brake is set."""
        return self.fields if obj else self.add_fields

    @admin.display(description=_("sebab"))
    def mengapa(self, objek: RemLembaga) -> str:
        """Return the cause in words."""
        return str(SEBAB_REM[objek.sebab])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the service stop payouts."""
        obj.pk = pasang_rem(
            sebab=RemLembaga.Sebab.PETUGAS, alasan=obj.alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        ).pk  # fmt: skip

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the audit trail has it."""
        return None

    def minta(self, request: HttpRequest, objek: RemLembaga, alasan: str) -> str:
        """Ask as the first officer."""
        minta_lepas_rem(
            rem_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Diminta; petugas lain menjalankan pembayaran lagi.")

    def lepas(self, request: HttpRequest, objek: RemLembaga, alasan: str) -> str:
        """Release as the second officer."""
        lepas_rem(
            rem_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Rem dilepas; pembayaran berjalan lagi dalam beberapa detik.")


@admin.register(PaguHarian)
class PaguHarianAdmin(AdminBaca):
    list_display = ["tanggal", "banyak", "uang", "hari"]
    ordering = ["-tanggal"]
    fields = ["tanggal", "banyak", "uang", "hari", "dihitung_pada"]
    readonly_fields = ["uang"]

    @admin.display(description=_("rupiah per jam"), ordering="jumlah")
    def uang(self, objek: PaguHarian) -> str:
        """Return the cap in rupiah."""
        return format_rupiah(Rupiah(objek.jumlah))
