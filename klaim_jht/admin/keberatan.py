"""Objections, as officers read and answer them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas
from accounts.models import Peserta
from klaim_jht.admin.dasar import petugas_masuk, saringan_kode
from klaim_jht.admin.klaim import susun_keputusan
from klaim_jht.models import Keberatan
from klaim_jht.services.keberatan import jawab_keberatan
from klaim_jht.teks import label_alasan

STATUS_KEBERATAN = {
    "BARU": _("Menunggu jawaban"),
    "DIJAWAB": _("Sudah dijawab"),
    "DICABUT": _("Dicabut"),
}


def _menunggu(objek: Any) -> bool:
    return bool(objek.status == Keberatan.Status.BARU)


@admin.register(Keberatan)
class KeberatanAdmin(AdminBaca):
    list_display = ["dibuat_pada", "nama", "alasan", "status", "putusan", "janji_pada", "tenggat"]
    list_filter = [
        saringan_kode("status", _("status"), STATUS_KEBERATAN),
        ("janji_pada", admin.DateFieldListFilter),
        ("dinaikkan_pada", admin.EmptyFieldListFilter),
        ("dilanggar_pada", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["klaim__peserta"]
    search_fields = ["=klaim__nomor"]
    search_help_text = _("Cari nomor klaim.")
    ordering = ["status", "janji_pada"]
    fields = ["klaim", "nama", "alasan", "uraian", "keputusan_beku", "status", "putusan",
              "jawaban", "dibuat_pada", "janji_pada", "dijawab_pada", "dijawab_oleh",
              "dinaikkan_pada", "dilanggar_pada"]  # fmt: skip
    readonly_fields = ["nama", "alasan", "keputusan_beku"]
    tombol = [
        Tombol("terima", _("Terima keberatan"), "klaim_jht.change_klaim", alasan_wajib=True,
               tampil=_menunggu, label_alasan=_("Jawaban kepada peserta")),
        Tombol("tetap", _("Putusan semula tetap"), "klaim_jht.change_klaim", alasan_wajib=True,
               berbahaya=True, tampil=_menunggu, label_alasan=_("Jawaban kepada peserta")),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Keberatan)
        return objek.klaim.peserta

    def terima(self, request: HttpRequest, objek: Keberatan, alasan: str) -> str:
        self._jawab(request, objek, alasan, diterima=True)
        return _g("Keberatan diterima; peserta diberi tahu.")

    def tetap(self, request: HttpRequest, objek: Keberatan, alasan: str) -> str:
        self._jawab(request, objek, alasan, diterima=False)
        return _g("Keberatan dijawab; peserta diberi tahu.")

    def _jawab(
        self, request: HttpRequest, objek: Keberatan, alasan: str, *, diterima: bool
    ) -> None:
        jawab_keberatan(
            keberatan_id=objek.pk, diterima=diterima, jawaban=alasan,
            petugas=petugas_masuk(request), pelaku=pelaku_petugas(request),
        )  # fmt: skip

    @admin.display(description=_("Nama"), ordering="klaim__peserta__nama")
    def nama(self, objek: Keberatan) -> str:
        return objek.klaim.peserta.nama

    @admin.display(description=_("Alasan"))
    def alasan(self, objek: Keberatan) -> str:
        return str(label_alasan(objek.klaim.alasan))

    @admin.display(description=_("Waktu terpakai"), ordering="dinaikkan_pada")
    def tenggat(self, objek: Keberatan) -> str:
        if objek.dilanggar_pada is not None:
            return _g("lewat janji")
        return _g("naik ke penyelia") if objek.dinaikkan_pada else "–"

    @admin.display(description=_("Keputusan yang disanggah"))
    def keputusan_beku(self, objek: Keberatan) -> str:
        baris = objek.keputusan or objek.klaim.keputusan.order_by("pk").first()
        return "–" if baris is None else susun_keputusan(baris)
