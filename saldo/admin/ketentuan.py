"""Officers' page of the dated parameters: read only; from a yearly rate its run is started."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Ketentuan
from saldo.rules.ketentuan import JenisKetentuan
from saldo.services.pengembangan import minta_tutup_tahun


def _tahun_sudah_berakhir(objek: Ketentuan) -> bool:
    return (
        objek.jenis == JenisKetentuan.TARIF_PENGEMBANGAN
        and objek.berlaku_sejak.year < hari_ini_wib(timezone.now()).year
    )


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
    tombol: ClassVar = [
        Tombol(
            "tutup_tahun", _("Bukukan hasil pengembangan tahun ini"),
            izin="saldo.change_putaranpengembangan", tampil=_tahun_sudah_berakhir, berbahaya=True,
        )
    ]  # fmt: skip

    def tutup_tahun(self, request: HttpRequest, objek: Ketentuan, alasan: str) -> str:
        tahun = objek.berlaku_sejak.year
        putaran = minta_tutup_tahun(tahun=tahun, pelaku=pelaku_petugas(request))
        return _g("Hasil pengembangan tahun %(tahun)s mulai dibukukan untuk %(total)s kartu.") % {
            "tahun": tahun,
            "total": putaran.total,
        }
