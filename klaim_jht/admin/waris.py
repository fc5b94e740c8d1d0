"""Applications of heirs: what the family says, what the rules and the register say, the papers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import (
    AdminBaca,
    Sebaris,
    Tombol,
    pelaku_petugas,
    petugas_masuk,
    saringan_kode,
)
from accounts.models import Peserta
from jmo.lib.galat import TidakDitemukan
from klaim_jht.admin.berkas import kirim_surat
from klaim_jht.forms_permohonan import sebut_berkas
from klaim_jht.models import BerkasWaris, PermohonanWaris
from klaim_jht.rules.ahli_waris import BerkasWaris as Berkas
from klaim_jht.rules.ahli_waris import JenisBerkasWaris
from klaim_jht.rules.ahli_waris.permohonan import StatusWaris
from klaim_jht.selectors.waris import hasil_waris
from klaim_jht.services.waris.berkas import buka_berkas_waris, minta_berkas_waris
from klaim_jht.services.waris.petugas import terima_permohonan, tolak_permohonan
from klaim_jht.teks.waris import (
    ATURAN_WARIS_KATA,
    HUBUNGAN_WARIS,
    PERBAIKAN_WARIS,
    STATUS_KEMATIAN,
    STATUS_WARIS,
    WAKIL_WARIS,
)

UBAH = "klaim_jht.change_permohonanwaris"
_DI_MEJA = {StatusWaris.DIAJUKAN, StatusWaris.PERLU_BERKAS}


def _di_meja(objek: Any) -> bool:
    return objek.status in _DI_MEJA


def _diajukan(objek: Any) -> bool:
    return bool(objek.status == StatusWaris.DIAJUKAN)


def _nama_surat(objek: BerkasWaris) -> str:
    orang = objek.permohonan.isian.get("ahli_waris", {}).get("orang", ())
    return sebut_berkas(Berkas(JenisBerkasWaris(objek.jenis), objek.nomor), orang)


def _tautan(objek: BerkasWaris) -> SafeString | str:
    if not objek.diunggah_pada:
        return "–"
    if objek.dihapus_pada is not None:
        return _g("Sudah dihapus")
    alamat = reverse("admin:klaim_jht_berkaswaris_buka", args=[objek.pk])
    return format_html('<a href="{}">{}</a>', alamat, _g("Buka surat"))


class BerkasWarisSebaris(Sebaris):
    model = BerkasWaris
    fields = ["apa", "status", "permintaan", "diunggah_pada", "surat"]
    readonly_fields = ["apa", "surat"]
    ordering = ["pk"]
    show_change_link = True
    verbose_name_plural = _("surat (setiap pembukaan tercatat)")

    def get_queryset(self, request: HttpRequest) -> QuerySet[BerkasWaris]:
        """Leave the papers themselves encrypted where they are."""
        return super().get_queryset(request).select_related("permohonan").defer("isi")

    @admin.display(description=_("Surat"))
    def apa(self, objek: BerkasWaris) -> str:
        return _nama_surat(objek)

    @admin.display(description=_("Isi"))
    def surat(self, objek: BerkasWaris) -> SafeString | str:
        return _tautan(objek)


@admin.register(PermohonanWaris)
class PermohonanWarisAdmin(AdminBaca):
    list_display = ["nomor", "pemohon", "status_kata", "identitas", "janji_pada"]
    list_filter = [
        saringan_kode("status", _("status"), {k: v for k, v in STATUS_WARIS.items() if k != "DRAF"})
    ]
    list_select_related = ["pemohon"]
    search_fields = ["=nomor", "pemohon__nama"]
    search_help_text = _("Cari nomor permohonan atau nama.")
    ordering = ["-pk"]
    inlines = [BerkasWarisSebaris]
    fields = ["nomor", "pemohon", "nomor_identitas", "identitas", "status_kata", "yang_meninggal",
              "kematian", "para_ahli_waris", "aturan", "rekening_samar", "wajah",
              "diajukan_pada", "janji_pada", "menunggu_sejak", "diputus_pada", "petugas", "catatan",
              "klaim"]  # fmt: skip
    readonly_fields = ["nomor_identitas", "status_kata", "yang_meninggal", "kematian",
                       "para_ahli_waris", "aturan", "rekening_samar", "wajah"]  # fmt: skip
    tombol = [
        Tombol("terima", _("Terima sebagai ahli waris; klaim dibuat"), UBAH, alasan_wajib=True,
               tampil=_diajukan, label_alasan=_("Surat apa yang Anda baca")),
        Tombol("minta_kematian", _("Minta surat kematian"), UBAH, alasan_wajib=True,
               tampil=_di_meja, label_alasan=_("Mengapa, dibaca ahli waris")),
        Tombol("tolak", _("Tolak permohonan"), UBAH, alasan_wajib=True, berbahaya=True,
               tampil=_di_meja, label_alasan=_("Sebabnya, dibaca ahli waris")),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, PermohonanWaris)
        return objek.pemohon

    def get_queryset(self, request: HttpRequest) -> QuerySet[PermohonanWaris]:
        """Leave drafts out: nothing was asked of anybody yet."""
        return super().get_queryset(request).exclude(diajukan_pada=None)

    def terima(self, request: HttpRequest, objek: PermohonanWaris, alasan: str) -> str:
        terima_permohonan(
            permohonan_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Diterima; klaimnya ada di daftar petugas, untuk petugas lain.")

    def minta_kematian(self, request: HttpRequest, objek: PermohonanWaris, alasan: str) -> str:
        minta_berkas_waris(
            permohonan_id=objek.pk, jenis=JenisBerkasWaris.SURAT_KEMATIAN.value, nomor=None,
            alasan=alasan, petugas=petugas_masuk(request), pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Surat diminta; ahli waris diberi tahu dan jam janji berhenti.")

    def tolak(self, request: HttpRequest, objek: PermohonanWaris, alasan: str) -> str:
        tolak_permohonan(
            permohonan_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Permohonan ditolak; ahli waris diberi tahu.")

    @admin.display(description=_("Nomor identitas"))
    def nomor_identitas(self, objek: PermohonanWaris) -> str:
        return f"{objek.pemohon.jenis_identitas} {objek.pemohon.nomor_identitas_samar}"

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: PermohonanWaris) -> str:
        return str(STATUS_WARIS[objek.status])

    @admin.display(description=_("Yang meninggal, menurut ahli waris"))
    def yang_meninggal(self, objek: PermohonanWaris) -> str:
        isi = objek.isian.get("meninggal", {})
        return f"{isi.get('nama', '–')}, {isi.get('tanggal_kematian', '–')}"

    @admin.display(description=_("Laporan kematian"))
    def kematian(self, objek: PermohonanWaris) -> SafeString | str:
        laporan = objek.laporan
        if laporan is None:
            return "–"
        alamat = reverse("admin:klaim_jht_laporankematian_change", args=[laporan.pk])
        return format_html('<a href="{}">{}</a>', alamat, STATUS_KEMATIAN[laporan.status])

    @admin.display(description=_("Para ahli waris"))
    def para_ahli_waris(self, objek: PermohonanWaris) -> SafeString | str:
        daftar = objek.isian.get("ahli_waris", {})
        return format_html_join(
            "", "<p><strong>{}</strong>, {}, {}{}{}</p>",
            (
                (o["nama"], HUBUNGAN_WARIS[o["hubungan"]], o["tanggal_lahir"],
                 f" · {WAKIL_WARIS[o['wakil']]}" if o["wakil"] else "",
                 f" · {_g('yang mengajukan')}" if o["nomor"] == daftar["pengaju"] else "")
                for o in daftar.get("orang", ())
            ),
        ) or "–"  # fmt: skip

    @admin.display(description=_("Aturan"))
    def aturan(self, objek: PermohonanWaris) -> SafeString | str:
        hasil = hasil_waris(objek)
        if hasil is None:
            return "–"
        return format_html_join(
            "", "<p>{} <strong>{}</strong> {} ({})</p>",
            (
                ("✔" if s.lulus else "✘", ATURAN_WARIS_KATA[s.kode],
                 PERBAIKAN_WARIS[s.perbaikan] if s.perbaikan else "", s.dasar_hukum)
                for s in hasil.alasan
            ),
        )  # fmt: skip

    @admin.display(description=_("Rekening"))
    def rekening_samar(self, objek: PermohonanWaris) -> str:
        rekening = objek.rekening
        if rekening is None:
            return "–"
        return f"{rekening}, {rekening.nama_pemilik_samar} ({rekening.get_status_display()})"

    @admin.display(description=_("Wajah"))
    def wajah(self, objek: PermohonanWaris) -> str:
        satu = objek.verifikasi_wajah
        return "–" if satu is None else f"{satu.sumber} {satu.skor or ''}".strip()


@admin.register(BerkasWaris)
class BerkasWarisAdmin(AdminBaca):
    list_display = ["permohonan", "apa", "status", "diunggah_pada"]
    list_filter = ["status", ("diunggah_pada", admin.DateFieldListFilter)]
    search_fields = ["=permohonan__nomor"]
    search_help_text = _("Cari nomor permohonan.")
    ordering = ["-pk"]
    fields = ["permohonan", "apa", "status", "permintaan", "diminta_oleh", "diminta_pada", "tipe",
              "sidik", "diunggah_pada", "dihapus_pada", "surat"]  # fmt: skip
    readonly_fields = ["apa", "surat"]
    tombol = [
        Tombol("minta", _("Minta surat ini sekali lagi"), UBAH, alasan_wajib=True,
               tampil=lambda objek: _di_meja(objek.permohonan),
               label_alasan=_("Apa yang kurang, dibaca ahli waris")),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, BerkasWaris)
        return objek.permohonan.pemohon

    def get_queryset(self, request: HttpRequest) -> QuerySet[BerkasWaris]:
        """Leave drafts out, and the papers themselves encrypted where they are."""
        semua = super().get_queryset(request).select_related("permohonan__pemohon")
        return semua.exclude(permohonan__diajukan_pada=None).defer("isi")

    def get_urls(self) -> list[URLPattern]:
        """Add the address at which a paper is opened."""
        buka = path(
            "<int:pk>/buka/", self.admin_site.admin_view(self.buka),
            name="klaim_jht_berkaswaris_buka",
        )  # fmt: skip
        return [buka, *super().get_urls()]

    def buka(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a paper to an officer who decides; the look is recorded, nothing is kept."""
        if not request.user.has_perm(UBAH):
            raise PermissionDenied
        try:
            berkas = buka_berkas_waris(
                berkas_id=pk, tujuan=_g("Memutus permohonan ahli waris."),
                pelaku=pelaku_petugas(request),
            )  # fmt: skip
        except TidakDitemukan as galat:
            raise Http404 from galat
        return kirim_surat(berkas)

    def minta(self, request: HttpRequest, objek: BerkasWaris, alasan: str) -> str:
        """Ask for this paper once more."""
        minta_berkas_waris(
            permohonan_id=objek.permohonan_id, jenis=objek.jenis, nomor=objek.nomor, alasan=alasan,
            petugas=petugas_masuk(request), pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Surat diminta; ahli waris diberi tahu dan jam janji berhenti.")

    @admin.display(description=_("Surat"))
    def apa(self, objek: BerkasWaris) -> str:
        return _nama_surat(objek)

    @admin.display(description=_("Isi (setiap pembukaan tercatat)"))
    def surat(self, objek: BerkasWaris) -> SafeString | str:
        return _tautan(objek)
