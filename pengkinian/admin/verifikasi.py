"""Verdicts: faces, names of accounts, answers of the register; and what waits for a human."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Tombol, pelaku_petugas, petugas_masuk, saringan_kode
from jmo.lib.galat import Bentrok
from pengkinian.admin.angka import susun_angka, susun_asal
from pengkinian.admin.dasar import AdminPeserta, kata, umur
from pengkinian.models import HasilVerifikasi, KasusKoreksi
from pengkinian.rules.status import StatusVerifikasi
from pengkinian.selectors import daftar_koreksi_terbuka, daftar_verifikasi_ditinjau
from pengkinian.services.peninjauan import buka_foto, putuskan_verifikasi
from pengkinian.teks import (
    ALASAN_REKENING,
    ALASAN_WAJAH,
    INSTRUKSI,
    STATUS_VERIFIKASI,
    SUMBER,
    UNSUR,
)

PUTUS = "pengkinian.change_hasilverifikasi"
LIHAT_FOTO = "pengkinian.view_bingkaiwajah"


def menunggu(objek: Any) -> bool:
    """Tell whether this verdict still waits for a human."""
    return bool(objek.status == StatusVerifikasi.DITINJAU_PETUGAS and objek.batal_pada is None)


@admin.register(HasilVerifikasi)
class HasilVerifikasiAdmin(AdminPeserta):
    list_display = ["dibuat_pada", "jenis", "nama", "status_kata", "sumber_kata", "menunggu_sejak"]
    list_filter = [
        "jenis",
        saringan_kode("status", _("status"), STATUS_VERIFIKASI),
        saringan_kode("sumber", _("sumber"), SUMBER),
        "keperluan",
        ("dibuat_pada", admin.DateFieldListFilter),
    ]
    fields = ["jenis", "keperluan", "tentang", "status_kata", "sumber_kata", "alasan_kata", "asal",
              "angka", "gambar", "terhitung", "dikirim_pada", "diputus_pada", "batal_pada",
              "petugas", "catatan_petugas"]  # fmt: skip
    readonly_fields = ["tentang", "status_kata", "sumber_kata", "alasan_kata", "asal", "asal_penuh",
                       "angka", "gambar"]  # fmt: skip
    tombol = [
        Tombol("cocok", _("Cocok"), PUTUS, alasan_wajib=True, tampil=menunggu),
        Tombol("tidak_cocok", _("Tidak cocok"), PUTUS, alasan_wajib=True, berbahaya=True,
               tampil=menunggu),
    ]  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        bungkus = self.admin_site.admin_view
        return [
            path("tinjauan/", bungkus(self.tinjauan), name="pengkinian_tinjauan"),
            path("<int:pk>/foto/<int:urutan>/", bungkus(self.foto), name="pengkinian_foto"),
            *super().get_urls(),
        ]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Show what only those who decide may read, and only while they may; leave out the void."""
        bidang = [str(satu) for satu in super().get_fields(request, obj)]
        boleh = obj is not None and menunggu(obj) and request.user.has_perm(PUTUS)
        if boleh:
            bidang[bidang.index("asal")] = "asal_penuh"
        wajah = obj is not None and obj.jenis == HasilVerifikasi.Jenis.WAJAH
        if not wajah or not (menunggu(obj) and request.user.has_perm(LIHAT_FOTO)):
            bidang.remove("gambar")
        if wajah:
            bidang.remove("asal_penuh" if boleh else "asal")
        return bidang

    def tinjauan(self, request: HttpRequest) -> HttpResponse:
        """The worklist: verdicts and corrections that wait for an officer, the oldest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kini = timezone.now()
        konteks = {
            **self.admin_site.each_context(request),
            "title": _g("Menunggu petugas"),
            "opts": self.opts,
            "verifikasi": [
                _baris(satu, sejak, kini) for satu, sejak in daftar_verifikasi_ditinjau()
            ],
            "koreksi": [_baris_koreksi(satu, kini) for satu in daftar_koreksi_terbuka()],
        }
        return TemplateResponse(request, "admin/pengkinian/tinjauan.html", konteks)

    def foto(self, request: HttpRequest, pk: int, urutan: int) -> HttpResponse:
        """Send one picture to an officer who judges it; the look is recorded, nothing is kept."""
        if not (self.has_view_permission(request) and request.user.has_perm(LIHAT_FOTO)):
            raise PermissionDenied
        objek = self.get_object(request, str(pk))
        if objek is None or not objek.bingkai.filter(urutan=urutan).exists():
            raise Http404
        if not menunggu(objek):
            # Once decided nobody needs to look again.
            raise PermissionDenied
        try:
            isi = buka_foto(
                verifikasi_id=pk, urutan=urutan, tujuan=_g("Menilai wajah yang menunggu putusan."),
                pelaku=pelaku_petugas(request),
            )  # fmt: skip
        except Bentrok as galat:
            raise Http404 from galat
        jawaban = HttpResponse(isi, content_type="image/jpeg")
        jawaban["Cache-Control"] = "no-store, private"
        jawaban["Content-Disposition"] = 'inline; filename="wajah.jpg"'
        jawaban["Cross-Origin-Resource-Policy"] = "same-origin"
        return jawaban

    def cocok(self, request: HttpRequest, objek: HasilVerifikasi, alasan: str) -> str:
        self._putuskan(request, objek, alasan, cocok=True)
        return _g("Dinyatakan cocok; peserta diberi tahu dan dapat melanjutkan.")

    def tidak_cocok(self, request: HttpRequest, objek: HasilVerifikasi, alasan: str) -> str:
        self._putuskan(request, objek, alasan, cocok=False)
        return _g("Dinyatakan tidak cocok; peserta diberi tahu.")

    def _putuskan(
        self, request: HttpRequest, objek: HasilVerifikasi, alasan: str, *, cocok: bool
    ) -> None:
        putuskan_verifikasi(
            verifikasi_id=objek.pk, cocok=cocok, catatan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: HasilVerifikasi) -> str:
        if objek.batal_pada is not None:
            return _g("Diganti dengan pemeriksaan yang lebih baru")
        return kata(STATUS_VERIFIKASI, objek.status)

    @admin.display(description=_("Jawaban dari"), ordering="sumber")
    def sumber_kata(self, objek: HasilVerifikasi) -> str:
        return kata(SUMBER, objek.sumber)

    @admin.display(description=_("Menunggu petugas"))
    def menunggu_sejak(self, objek: HasilVerifikasi) -> str:
        sejak = objek.diputus_pada or objek.dikirim_pada
        return umur(sejak, timezone.now()) if menunggu(objek) else "–"

    @admin.display(description=_("Sebabnya"))
    def alasan_kata(self, objek: HasilVerifikasi) -> str:
        semua = [str(ALASAN_WAJAH[satu][0]) for satu in objek.alasan if satu in ALASAN_WAJAH]
        semua += [str(ALASAN_REKENING[satu]) for satu in objek.alasan if satu in ALASAN_REKENING]
        beda = [str(UNSUR[satu]) for satu in objek.rincian.get("beda", []) if satu in UNSUR]
        if beda:
            semua.append(_g("Berbeda dari data kependudukan: %(apa)s") % {"apa": ", ".join(beda)})
        return " · ".join(semua) or "–"

    @admin.display(description=_("Yang diperiksa"))
    def asal(self, objek: HasilVerifikasi) -> SafeString:
        return susun_asal(objek, penuh=False)

    @admin.display(description=_("Yang diperiksa"))
    def asal_penuh(self, objek: HasilVerifikasi) -> SafeString:
        return susun_asal(objek, penuh=True)

    @admin.display(description=_("Angka dan batasnya"))
    def angka(self, objek: HasilVerifikasi) -> SafeString:
        return susun_angka(objek)

    @admin.display(description=_("Gambar (setiap pembukaan tercatat)"))
    def gambar(self, objek: HasilVerifikasi) -> SafeString:
        bingkai = objek.bingkai.filter(dihapus_pada=None).order_by("urutan")
        return format_html_join(
            "", '<figure class="wajah-tinjau"><img src="{}" alt="{}" width="240" loading="lazy">'
            "<figcaption>{}</figcaption></figure>",
            (
                (reverse("admin:pengkinian_foto", args=[objek.pk, satu.urutan]),
                 kata(INSTRUKSI, satu.instruksi), kata(INSTRUKSI, satu.instruksi))
                for satu in bingkai
            ),
        ) or format_html("{}", _g("Gambarnya sudah dihapus; disimpan 30 hari saja."))  # fmt: skip


def _baris(satu: HasilVerifikasi, sejak: datetime, kini: datetime) -> dict[str, Any]:
    return {
        "url": reverse("admin:pengkinian_hasilverifikasi_change", args=[satu.pk]),
        "apa": satu.get_jenis_display(),
        "untuk": satu.get_keperluan_display(),
        "nama": satu.peserta.nama,
        "sejak": sejak,
        "umur": umur(sejak, kini),
    }


def _baris_koreksi(satu: KasusKoreksi, kini: datetime) -> dict[str, Any]:
    return {
        "url": reverse("admin:pengkinian_kasuskoreksi_change", args=[satu.pk]),
        "apa": satu.get_jenis_display(),
        "nama": satu.peserta.nama,
        "petugas": satu.petugas,
        "umur": umur(satu.dibuat_pada, kini),
        "tenggat": satu.tenggat_pada,
        "terlambat": satu.tenggat_pada < kini,
    }
