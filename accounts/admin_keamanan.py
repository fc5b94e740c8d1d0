"""Reports "this was not me": an officer speaks with the owner, then closes them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk
from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from accounts.models import LaporanBukanSaya, Peserta
from accounts.selectors import cari_peserta_akun, hitung_bukan_saya
from accounts.services.bukan_saya import tutup_bukan_saya

PUTUS = "accounts.change_laporanbukansaya"


def _terbuka(objek: Any) -> bool:
    return bool(objek.ditutup_pada is None)


@admin.register(LaporanBukanSaya)
class LaporanBukanSayaAdmin(AdminBaca):
    """Open reports first; both buttons let the person's money go on."""

    list_display = ["dilaporkan_pada", "akun", "tentang", "hasil", "petugas", "ditutup_pada"]
    list_filter = ["hasil", ("ditutup_pada", admin.EmptyFieldListFilter)]
    list_select_related = ["akun", "pesan", "petugas"]
    search_fields = ["akun__nama_pengguna"]
    ordering = ["-pk"]
    fields = ["akun", "tentang", "dilaporkan_pada", "hasil", "catatan", "petugas", "ditutup_pada"]
    readonly_fields = ["tentang"]
    tombol = [
        Tombol("aman", _("Tutup: akun sudah kembali pada pemiliknya"), PUTUS, alasan_wajib=True,
               tampil=_terbuka, label_alasan=_("Bagaimana pemilik dikenali dan diamankan")),
        Tombol("keliru", _("Tutup: perbuatan pemilik sendiri"), PUTUS, alasan_wajib=True,
               tampil=_terbuka),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        """Return the person of the account."""
        return cari_peserta_akun(objek.akun)

    @admin.display(description=_("Pemberitahuan"))
    def tentang(self, objek: LaporanBukanSaya) -> str:
        """Say which notice it was, and where it was read."""
        return f"{objek.pesan.judul} · {objek.pesan.get_saluran_display()}"

    def aman(self, request: HttpRequest, objek: LaporanBukanSaya, alasan: str) -> str:
        """Close it: the owner holds the account again."""
        return self._tutup(request, objek, alasan, LaporanBukanSaya.Hasil.AMAN)

    def keliru(self, request: HttpRequest, objek: LaporanBukanSaya, alasan: str) -> str:
        """Close it: the owner did it."""
        return self._tutup(request, objek, alasan, LaporanBukanSaya.Hasil.KELIRU)

    def _tutup(
        self, request: HttpRequest, objek: LaporanBukanSaya, alasan: str,
        hasil: LaporanBukanSaya.Hasil,
    ) -> str:  # fmt: skip
        tutup_bukan_saya(
            laporan_id=objek.pk, hasil=hasil, petugas=petugas_masuk(request), alasan=alasan,
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Laporan ditutup; pemiliknya diberi tahu.")


daftarkan_worklist(
    "bukan_saya",
    Worklist(
        judul=_("Laporan bukan saya yang terbuka"), izin="accounts.view_laporanbukansaya",
        rute="admin:accounts_laporanbukansaya_changelist",
        saringan="?ditutup_pada__isempty=1", hitung=lambda: Menunggu(*hitung_bukan_saya()),
    ),
)  # fmt: skip
