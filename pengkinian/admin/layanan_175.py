"""The console of Layanan 175: find, call back, ask, and let a supervisor approve.

Before a case is open the agent sees nobody's data; the book's facts are shown to nobody at all.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk
from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from accounts.models import KasusPemulihan, Peserta
from accounts.selectors import cari_peserta_akun, hitung_kasus_175
from accounts.services.layanan_175 import (
    TERBUKA,
    catat_telepon,
    setujui_pemulihan,
    tolak_pemulihan,
)
from jmo.lib.galat import Galat
from jmo.teks import kalimat_galat
from pengkinian.forms_175 import FaktaForm
from pengkinian.forms_masuk import DuaNomorForm
from pengkinian.services.layanan_175 import buka_kasus, jawab, nomor_telepon_balik

UBAH = "accounts.change_kasuspemulihan"
# Supervisors alone; that maker and checker differ is a rule of the service beside it.
SETUJU = "accounts.add_kasuspemulihan"
Status = KasusPemulihan.Status


@admin.register(KasusPemulihan)
class KasusPemulihanAdmin(AdminBaca):
    """One case per account at a time."""

    change_list_template = "admin/pengkinian/daftar_175.html"
    change_form_template = "admin/pengkinian/kasus_175.html"
    list_display = ["dibuat_pada", "akun", "status", "petugas", "penyelia", "terbuka_pada"]
    list_filter = ["status"]
    list_select_related = ["akun", "petugas", "penyelia"]
    search_fields = ["akun__nama_pengguna"]
    ordering = ["-pk"]
    fields = [
        "akun", "status", "telepon_balik", "salah", "kontak_jenis", "kontak_samar", "petugas",
        "penyelia", "dibuat_pada", "ditelepon_pada", "disetujui_pada", "terbuka_pada",
        "selesai_pada",
    ]  # fmt: skip
    readonly_fields = ["telepon_balik"]
    tombol = [
        Tombol("ditelepon", _("Sudah ditelepon balik dan dijawab"), UBAH, alasan_wajib=True,
               tampil=lambda k: k.status == Status.DIBUKA, label_alasan=_("Siapa yang menjawab")),
        Tombol("setujui", _("Setujui kontak baru (penyelia lain)"), SETUJU, alasan_wajib=True,
               tampil=lambda k: k.status == Status.COCOK),
        Tombol("tolak", _("Tolak dan tutup"), UBAH, alasan_wajib=True, berbahaya=True,
               tampil=lambda k: k.status in TERBUKA),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        return cari_peserta_akun(objek.akun)

    def get_urls(self) -> list[URLPattern]:
        sendiri = [
            path("buka/", self.admin_site.admin_view(self.buka), name="pemulihan_buka"),
            path("<int:pk>/fakta/", self.admin_site.admin_view(self.fakta), name="pemulihan_fakta"),
        ]
        return [*sendiri, *super().get_urls()]

    @admin.display(description=_("Nomor yang boleh ditelepon balik"))
    def telepon_balik(self, objek: KasusPemulihan) -> str:
        if objek.status != Status.DIBUKA:
            return "–"
        return ", ".join(nomor_telepon_balik(objek.akun)) or _g("Tidak ada; arahkan ke cabang.")

    def buka(self, request: HttpRequest) -> HttpResponse:
        """Take two numbers, sent in the body so that no address or log holds them."""
        _wajib(request)
        form = DuaNomorForm(request.POST or None)
        if form.is_valid():
            try:
                kasus = buka_kasus(
                    petugas=petugas_masuk(request), pelaku=pelaku_petugas(request),
                    **form.cleaned_data,
                )  # fmt: skip
            except Galat as galat:
                form.add_error(None, kalimat_galat(galat))
            else:
                return redirect(self.alamat(kasus))
        return self._halaman(request, form, _g("Buka kasus Layanan 175"))

    def fakta(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one set of answers; whether they were enough is all that is said."""
        _wajib(request)
        kasus = self.get_object(request, str(pk))
        if kasus is None:
            raise Http404
        form = FaktaForm(request.POST or None)
        if form.is_valid():
            try:
                jawab(
                    kasus_id=pk, jawaban=form.jawaban(), jenis=form.cleaned_data["jenis"],
                    kontak=form.cleaned_data["kontak"], pelaku=pelaku_petugas(request),
                )  # fmt: skip
            except Galat as galat:
                messages.error(request, kalimat_galat(galat))
            else:
                messages.success(request, _g("Jawaban cukup; penyelia lain memutuskannya."))
            return redirect(self.alamat(kasus))
        return self._halaman(request, form, _g("Jawaban penelepon"))

    def ditelepon(self, request: HttpRequest, objek: KasusPemulihan, alasan: str) -> str:
        catat_telepon(kasus_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Tercatat. Sekarang tanyakan faktanya.")

    def setujui(self, request: HttpRequest, objek: KasusPemulihan, alasan: str) -> str:
        setujui_pemulihan(
            kasus_id=objek.pk, penyelia=petugas_masuk(request), alasan=alasan,
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g(
            "Disetujui. Kontak baru terbuka setelah satu hari; semua alamat lama diberi tahu."
        )

    def tolak(self, request: HttpRequest, objek: KasusPemulihan, alasan: str) -> str:
        tolak_pemulihan(kasus_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Kasus ditutup.")

    def _halaman(self, request: HttpRequest, form: Any, judul: str) -> HttpResponse:
        konteks = {**self.admin_site.each_context(request), "form": form, "opts": self.opts,
                   "title": judul}  # fmt: skip
        return TemplateResponse(request, "admin/pengkinian/isian_175.html", konteks)


def _wajib(request: HttpRequest) -> None:
    if not petugas_masuk(request).has_perm(UBAH):
        raise PermissionDenied


daftarkan_worklist(
    "layanan_175",
    Worklist(
        judul=_("Kasus Layanan 175 yang menunggu penyelia"), izin="accounts.view_kasuspemulihan",
        rute="admin:accounts_kasuspemulihan_changelist", saringan="?status__exact=COCOK",
        hitung=lambda: Menunggu(*hitung_kasus_175()),
    ),
)  # fmt: skip
