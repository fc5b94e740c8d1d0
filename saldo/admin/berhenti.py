"""Reports of participants that they stopped work: what waits, the paper, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Sebaris, Tombol, pelaku_petugas, petugas_masuk
from accounts.admin_meja import Menunggu, Worklist, daftarkan_worklist
from jmo.lib.galat import Galat, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from jmo.teks import kalimat_galat
from saldo.admin.dasar import LewatKartu
from saldo.forms.berhenti import PutusanForm
from saldo.models import LaporanBerhenti, RiwayatLaporan
from saldo.rules.laporan_berhenti import DI_MEJA_PETUGAS, TERBUKA
from saldo.selectors import (
    daftar_laporan_menunggu_perusahaan,
    daftar_laporan_petugas,
    hitung_laporan_petugas,
    iuran_terakhir,
)
from saldo.services.laporan_berhenti import buka_bukti, catat_jawaban, putuskan_laporan

PUTUS = "saldo.change_laporanberhenti"
TINJAUAN = "admin:saldo_laporanberhenti_tinjauan"
BARIS_TERBANYAK = 200
KATA = _("Kata perusahaan, dibaca peserta")


def _terbuka(objek: Any) -> bool:
    return objek.status in TERBUKA


def _di_meja(objek: Any) -> bool:
    return objek.status in DI_MEJA_PETUGAS


def _dapat_dibantah(objek: Any) -> bool:
    return _terbuka(objek) and objek.perusahaan_id is not None and not objek.jawaban


def _dapat_dibenarkan(objek: Any) -> bool:
    return _terbuka(objek) and objek.perusahaan_id is not None


class RiwayatSebaris(Sebaris):
    model = RiwayatLaporan
    fields = ["pada", "dari_kata", "ke", "pelaku_jenis"]
    readonly_fields = ["dari_kata"]
    ordering = ["pk"]

    @admin.display(description=_("dari"))
    def dari_kata(self, objek: RiwayatLaporan) -> str:
        pilihan = dict(LaporanBerhenti.Status.choices)
        return str(pilihan.get(objek.dari, "–"))


@admin.register(LaporanBerhenti)
class LaporanBerhentiAdmin(LewatKartu):
    change_form_template = "admin/saldo/laporan.html"
    change_list_template = "admin/saldo/daftar_laporan.html"
    list_display = ["dibuat_pada", "nama", "perusahaan", "sebab", "status", "tenggat"]
    list_filter = ["status", "sebab", "sebab_petugas", ("dibuat_pada", admin.DateFieldListFilter)]
    list_select_related = ["kepesertaan__peserta", "perusahaan"]
    search_fields = ["kepesertaan__peserta__nama", "perusahaan__nama"]
    # What is typed here stands in addresses and logs of the server.
    search_help_text = _("Cari nama peserta atau nama perusahaan.")
    ordering = ["-pk"]
    inlines = [RiwayatSebaris]
    fields = [
        "kepesertaan", "nama", "perusahaan", "kontak_perusahaan", "tanggal_berhenti", "sebab",
        "tanggal_pernyataan", "jenis_bukti", "surat", "bulan_terakhir", "status", "sebab_petugas",
        "tenggat_perusahaan", "tenggat_putusan", "jawaban", "kata", "dijawab_lewat",
        "dijawab_pada", "tanggapan_peserta", "petugas", "alasan_putusan", "dibuat_pada",
        "selesai_pada",
    ]  # fmt: skip
    readonly_fields = [
        "nama", "kontak_perusahaan", "surat", "bulan_terakhir", "kata", "tanggapan_peserta",
    ]  # fmt: skip
    tombol = [
        Tombol("benarkan", _("Catat: perusahaan membenarkan"), PUTUS, alasan_wajib=True,
               tampil=_dapat_dibenarkan, label_alasan=_("Siapa yang menjawab, dan bagaimana")),
        Tombol("bantah", _("Catat: perusahaan membantah"), PUTUS, alasan_wajib=True,
               tampil=_dapat_dibantah, label_alasan=KATA),
        Tombol("tolak", _("Tolak laporan"), PUTUS, alasan_wajib=True, berbahaya=True,
               tampil=_di_meja, label_alasan=_("Alasan, dibaca peserta")),
    ]  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        bungkus, nama = self.admin_site.admin_view, "saldo_laporanberhenti"
        return [
            path("tinjauan/", bungkus(self.tinjauan), name=f"{nama}_tinjauan"),
            path("<int:pk>/surat/", bungkus(self.kirim_surat), name=f"{nama}_surat"),
            path("<int:pk>/terima/", bungkus(self.terima), name=f"{nama}_terima"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        objek = self.get_object(request, object_id) if object_id else None
        tambahan = dict(extra_context or {})
        if objek is not None and _di_meja(objek) and request.user.has_perm(PUTUS):
            tambahan["form_terima"] = PutusanForm(initial={"tanggal": objek.tanggal_berhenti})
        return super().changeform_view(request, object_id, form_url, tambahan)

    def tinjauan(self, request: HttpRequest) -> HttpResponse:
        """What waits for an officer, and what waits for employers."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        konteks = {
            **self.admin_site.each_context(request),
            "title": _g("Laporan berhenti"),
            "opts": self.opts,
            "petugas": [_baris(satu) for satu in daftar_laporan_petugas()[:BARIS_TERBANYAK]],
            "perusahaan": [
                _baris(satu) for satu in daftar_laporan_menunggu_perusahaan()[:BARIS_TERBANYAK]
            ],
        }
        return TemplateResponse(request, "admin/saldo/tinjauan_laporan.html", konteks)

    def kirim_surat(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the paper to an officer who decides; the look is recorded, nothing is kept."""
        objek = self.get_object(request, str(pk))
        if objek is None:
            raise Http404
        if not (request.user.has_perm(PUTUS) and _terbuka(objek)):
            # Once decided nobody needs to look again.
            raise PermissionDenied
        try:
            bukti = buka_bukti(
                laporan_id=pk, tujuan=_g("Memutus laporan berhenti."),
                pelaku=pelaku_petugas(request),
            )  # fmt: skip
        except TidakDitemukan as galat:
            raise Http404 from galat
        jawaban = HttpResponse(bytes(bukti.isi), content_type=bukti.tipe)
        # A PDF of a stranger is never shown inside a page of ours.
        gambar = bukti.tipe == "image/jpeg"
        jawaban["Content-Disposition"] = (
            'inline; filename="surat.jpg"' if gambar else 'attachment; filename="surat.pdf"'
        )
        jawaban["Cache-Control"] = "no-store, private"
        jawaban["Content-Security-Policy"] = "default-src 'none'; sandbox"
        jawaban["Cross-Origin-Resource-Policy"] = "same-origin"
        return jawaban

    def terima(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept a report on the date that its paper proves."""
        objek = self.get_object(request, str(pk))
        if objek is None or request.method != "POST":
            raise Http404
        if not request.user.has_perm(PUTUS):
            raise PermissionDenied
        form = PutusanForm(request.POST)
        if not form.is_valid():
            messages.error(request, _g("Isi tanggal yang terbukti dan alasannya."))
            return redirect(self.alamat(objek))
        try:
            putuskan_laporan(
                laporan_id=pk, diterima=True, alasan=form.cleaned_data["alasan"],
                tanggal=form.cleaned_data["tanggal"], petugas=petugas_masuk(request),
                pelaku=pelaku_petugas(request),
            )  # fmt: skip
            messages.success(request, _g("Laporan diterima; kartu berhenti pada tanggal itu."))
        except Galat as galat:
            messages.error(request, kalimat_galat(galat))
        return redirect(self.alamat(objek))

    def benarkan(self, request: HttpRequest, objek: LaporanBerhenti, alasan: str) -> str:
        self._jawaban(request, objek, alasan, benar=True)
        return _g("Dicatat: perusahaan membenarkan; kartu berhenti dan peserta diberi tahu.")

    def bantah(self, request: HttpRequest, objek: LaporanBerhenti, alasan: str) -> str:
        self._jawaban(request, objek, alasan, benar=False)
        return _g("Dicatat: perusahaan membantah; peserta diberi tahu dan dapat menanggapi.")

    def tolak(self, request: HttpRequest, objek: LaporanBerhenti, alasan: str) -> str:
        putuskan_laporan(
            laporan_id=objek.pk, diterima=False, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Laporan ditolak; alasan Anda dikirim kepada peserta.")

    def _jawaban(
        self, request: HttpRequest, objek: LaporanBerhenti, kata: str, *, benar: bool
    ) -> None:
        catat_jawaban(
            laporan_id=objek.pk, benar=benar, kata=kata, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip

    @admin.display(description=_("Nama"), ordering="kepesertaan__peserta__nama")
    def nama(self, objek: LaporanBerhenti) -> str:
        return objek.kepesertaan.peserta.nama

    @admin.display(description=_("Kontak perusahaan"))
    def kontak_perusahaan(self, objek: LaporanBerhenti) -> str:
        if objek.perusahaan is None:
            return "–"
        return objek.perusahaan.email or _g("Belum ada alamat: hubungi sendiri.")

    @admin.display(description=_("Surat (setiap pembukaan tercatat)"))
    def surat(self, objek: LaporanBerhenti) -> SafeString | str:
        if not hasattr(objek, "berkas"):
            return _g("Tanpa surat")
        if not _terbuka(objek):
            return _g("Ada; tidak dibuka lagi setelah diputus.")
        alamat = reverse("admin:saldo_laporanberhenti_surat", args=[objek.pk])
        return format_html('<a href="{}">{}</a>', alamat, _g("Buka surat"))

    @admin.display(description=_("Bulan terakhir dibayar"))
    def bulan_terakhir(self, objek: LaporanBerhenti) -> str:
        terakhir = iuran_terakhir(objek.kepesertaan)
        return "–" if terakhir is None else f"{terakhir.bulan:%Y-%m}"

    @admin.display(description=_("Kata perusahaan"))
    def kata(self, objek: LaporanBerhenti) -> str:
        return str(objek.kata_perusahaan or "–")

    @admin.display(description=_("Tanggapan peserta"))
    def tanggapan_peserta(self, objek: LaporanBerhenti) -> str:
        return str(objek.tanggapan or "–")

    @admin.display(description=_("Tenggat"), ordering="tenggat_putusan")
    def tenggat(self, objek: LaporanBerhenti) -> SafeString | str:
        baris = _baris(objek)
        if not _terbuka(objek) or baris["tenggat"] is None:
            return "–"
        hari = f"{baris['tenggat']:%d-%m-%Y}"
        if baris["terlambat"]:
            return format_html("<strong>{} {}</strong>", hari, _g("(lewat)"))
        return hari


def _baris(satu: LaporanBerhenti) -> dict[str, Any]:
    kini = timezone.now()
    tenggat = satu.tenggat_putusan if _di_meja(satu) else satu.tenggat_perusahaan
    return {
        "url": reverse("admin:saldo_laporanberhenti_change", args=[satu.pk]),
        "laporan": satu,
        "nama": satu.kepesertaan.peserta.nama,
        "umur": timesince(satu.dibuat_pada, kini),
        "tenggat": tenggat,
        "terlambat": tenggat is not None and hari_ini_wib(kini) > tenggat,
    }


daftarkan_worklist(
    "laporan_berhenti",
    Worklist(
        judul=_("Laporan berhenti"), rute=TINJAUAN, izin=PUTUS,
        hitung=lambda: Menunggu(*hitung_laporan_petugas()),
    ),
)  # fmt: skip
