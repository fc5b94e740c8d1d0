"""Papers of claims: opened one by one, each opening recorded; asked for again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Sebaris, Tombol, pelaku_petugas, petugas_masuk
from accounts.models import Peserta
from jmo.lib.galat import TidakDitemukan
from klaim_jht.models import BerkasKlaim
from klaim_jht.models.berkas import Surat
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.services.berkas import buka_berkas, minta_berkas
from klaim_jht.teks import JENIS_BERKAS

PUTUS = "klaim_jht.change_klaim"


def _jenis(objek: BerkasKlaim) -> str:
    nama = str(JENIS_BERKAS.get(objek.jenis, objek.jenis))
    return nama if objek.nomor is None else f"{nama} ({objek.nomor})"


def _tautan(objek: BerkasKlaim) -> SafeString | str:
    if not objek.diunggah_pada:
        return "–"
    if objek.dihapus_pada is not None:
        return _g("Sudah dihapus")
    alamat = reverse("admin:klaim_jht_berkasklaim_buka", args=[objek.pk])
    return format_html('<a href="{}">{}</a>', alamat, _g("Buka surat"))


def _dapat_diminta(objek: Any) -> bool:
    berlaku = objek.status == BerkasKlaim.Status.ADA
    return bool(berlaku and objek.klaim.status == StatusKlaim.TINJAUAN_PETUGAS)


def kirim_surat(berkas: Surat) -> HttpResponse:
    """Return a paper as it may be shown to an officer: no script runs, nothing is kept."""
    jawaban = HttpResponse(bytes(berkas.isi), content_type=berkas.tipe)
    # A PDF of a stranger is never shown inside a page of ours.
    gambar = berkas.tipe == Surat.Tipe.JPEG
    jawaban["Content-Disposition"] = (
        'inline; filename="surat.jpg"' if gambar else 'attachment; filename="surat.pdf"'
    )
    jawaban["Cache-Control"] = "no-store, private"
    jawaban["Content-Security-Policy"] = "default-src 'none'; sandbox"
    jawaban["Cross-Origin-Resource-Policy"] = "same-origin"
    return jawaban


class BerkasSebaris(Sebaris):
    model = BerkasKlaim
    fields = ["apa", "status", "permintaan", "diunggah_pada", "surat"]
    readonly_fields = ["apa", "surat"]
    ordering = ["pk"]
    show_change_link = True
    verbose_name_plural = _("surat (setiap pembukaan tercatat)")

    def get_queryset(self, request: HttpRequest) -> QuerySet[BerkasKlaim]:
        """Leave the papers themselves encrypted where they are."""
        return super().get_queryset(request).defer("isi")

    @admin.display(description=_("Surat"))
    def apa(self, objek: BerkasKlaim) -> str:
        return _jenis(objek)

    @admin.display(description=_("Isi"))
    def surat(self, objek: BerkasKlaim) -> SafeString | str:
        return _tautan(objek)


@admin.register(BerkasKlaim)
class BerkasKlaimAdmin(AdminBaca):
    list_display = ["klaim", "apa", "status", "diunggah_pada"]
    list_filter = ["status", ("diunggah_pada", admin.DateFieldListFilter)]
    list_select_related = ["klaim__peserta"]
    search_fields = ["=klaim__nomor"]
    search_help_text = _("Cari nomor klaim.")
    ordering = ["-pk"]
    fields = ["klaim", "apa", "status", "permintaan", "diminta_oleh", "diminta_pada", "tipe",
              "sidik", "diunggah_pada", "dihapus_pada", "surat"]  # fmt: skip
    readonly_fields = ["apa", "surat"]
    tombol = [
        Tombol("minta", _("Minta surat ini sekali lagi"), PUTUS, alasan_wajib=True,
               tampil=_dapat_diminta, label_alasan=_("Apa yang kurang, dibaca peserta")),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, BerkasKlaim)
        return objek.klaim.peserta

    def get_queryset(self, request: HttpRequest) -> QuerySet[BerkasKlaim]:
        """Leave drafts out, and the papers themselves encrypted where they are."""
        semua = super().get_queryset(request).select_related("klaim__peserta")
        return semua.exclude(klaim__status=StatusKlaim.DRAF).defer("isi")

    def get_urls(self) -> list[URLPattern]:
        """Add the address at which a paper is opened."""
        buka = path(
            "<int:pk>/buka/", self.admin_site.admin_view(self.buka),
            name="klaim_jht_berkasklaim_buka",
        )  # fmt: skip
        return [buka, *super().get_urls()]

    def buka(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a paper to an officer who decides; the look is recorded, nothing is kept."""
        if not request.user.has_perm(PUTUS):
            raise PermissionDenied
        try:
            berkas = buka_berkas(
                berkas_id=pk, tujuan=_g("Memutus klaim."), pelaku=pelaku_petugas(request)
            )
        except TidakDitemukan as galat:
            raise Http404 from galat
        return kirim_surat(berkas)

    def minta(self, request: HttpRequest, objek: BerkasKlaim, alasan: str) -> str:
        """Ask for this paper once more."""
        minta_berkas(
            klaim_id=objek.klaim_id, jenis=objek.jenis, nomor=objek.nomor, alasan=alasan,
            petugas=petugas_masuk(request), pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Surat diminta; peserta diberi tahu dan jam janji berhenti.")

    @admin.display(description=_("Surat"))
    def apa(self, objek: BerkasKlaim) -> str:
        return _jenis(objek)

    @admin.display(description=_("Isi (setiap pembukaan tercatat)"))
    def surat(self, objek: BerkasKlaim) -> SafeString | str:
        return _tautan(objek)
