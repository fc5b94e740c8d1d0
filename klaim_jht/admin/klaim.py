"""A claim on one screen, with the buttons of those who decide, and the worklist."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Tombol, pelaku_petugas
from accounts.admin_ekspor import DenganEkspor
from accounts.models import Peserta
from klaim_jht.admin.berkas import BerkasSebaris
from klaim_jht.admin.dasar import Sebaris, petugas_masuk, rupiah, saringan_kode
from klaim_jht.models import KeputusanKlaim, Klaim, Pembayaran, RiwayatStatus
from klaim_jht.rules.berkas import JenisBerkas
from klaim_jht.rules.keputusan import keputusan_dari_json
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import daftar_tinjauan, jam_klaim, riwayat_klaim
from klaim_jht.services.berkas import minta_berkas
from klaim_jht.services.peninjauan import (
    setujui_klaim,
    tolak_klaim,
)
from klaim_jht.teks import (
    ALASAN,
    ATURAN,
    SEBAB,
    STATUS,
    STATUS_PEMBAYARAN,
    kalimat_fakta,
    kalimat_sumber,
    label_alasan,
)

RUTE = {"MESIN": _("Mesin"), "PETUGAS": _("Petugas")}


class RiwayatSebaris(Sebaris):
    model = RiwayatStatus
    fk_name = "klaim"
    fields = ["pada", "apa", "oleh", "sebab"]
    readonly_fields = ["apa", "oleh", "sebab"]
    ordering = ["pk"]
    verbose_name_plural = _("riwayat klaim dan pembayarannya")

    @admin.display(description=_("Menjadi"))
    def apa(self, objek: RiwayatStatus) -> str:
        if objek.pembayaran is not None:
            isi = {"ref": objek.pembayaran.partner_ref, "ke": STATUS_PEMBAYARAN[objek.ke]}
            return _g("Pembayaran %(ref)s: %(ke)s") % isi
        return str(STATUS[objek.ke])

    @admin.display(description=_("Oleh"))
    def oleh(self, objek: RiwayatStatus) -> str:
        return f"{objek.pelaku_nama} ({objek.pelaku_jenis})"

    @admin.display(description=_("Sebab"))
    def sebab(self, objek: RiwayatStatus) -> str:
        return str(objek.data.get("catatan") or SEBAB.get(objek.alasan) or objek.alasan or "–")


class PembayaranSebaris(Sebaris):
    model = Pembayaran
    fields = ["partner_ref", "jenis", "ke", "status", "nilai", "rekening", "referensi_bank",
              "percobaan", "jatuh_pada", "berhasil_pada"]  # fmt: skip
    readonly_fields = ["nilai"]
    ordering = ["pk"]
    show_change_link = True

    @admin.display(description=_("Jumlah"))
    def nilai(self, objek: Pembayaran) -> str:
        return rupiah(objek.jumlah)


def _ditinjau(objek: Any) -> bool:
    return bool(objek.status == StatusKlaim.TINJAUAN_PETUGAS)


@admin.register(Klaim)
class KlaimAdmin(DenganEkspor):
    ekspor = "klaim"
    change_list_template = "admin/klaim_jht/daftar_klaim.html"
    list_display = ["nomor", "nama", "alasan_kata", "status_kata", "uang", "janji_pada"]
    list_filter = [
        saringan_kode("status", _("status"), {k: v for k, v in STATUS.items() if k != "DRAF"}),
        saringan_kode("rute", _("rute"), RUTE),
        saringan_kode("alasan", _("alasan"), ALASAN),
        ("diajukan_pada", admin.DateFieldListFilter),
    ]
    list_select_related = ["peserta"]
    search_fields = ["=nomor", "peserta__nama"]
    # What is typed here stands in addresses and logs of the server.
    search_help_text = _("Cari nomor klaim atau nama.")
    ordering = ["-pk"]
    inlines = [BerkasSebaris, RiwayatSebaris, PembayaranSebaris]
    fields = ["nomor", "peserta", "pengaju", "identitas", "alasan_kata", "rute_kata", "status_kata",
              "nilai_bruto", "nilai_sementara", "nilai_pajak", "uang", "rekening_samar", "wajah",
              "diajukan_pada",
              "janji_pada", "boleh_kirim_pada", "dibayar_pada", "keputusan_beku"]  # fmt: skip
    readonly_fields = ["identitas", "alasan_kata", "rute_kata", "status_kata", "nilai_bruto",
                       "nilai_sementara", "nilai_pajak", "uang", "rekening_samar", "wajah",
                       "keputusan_beku"]  # fmt: skip
    tombol = [
        Tombol("setujui", _("Setujui klaim"), "klaim_jht.change_klaim", alasan_wajib=True,
               tampil=_ditinjau),
        Tombol("minta_surat", _("Minta surat lain"), "klaim_jht.change_klaim", alasan_wajib=True,
               tampil=_ditinjau, label_alasan=_("Surat apa dan mengapa, dibaca peserta")),
        Tombol("tolak", _("Tolak klaim"), "klaim_jht.change_klaim", alasan_wajib=True,
               berbahaya=True, tampil=_ditinjau),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, Klaim)
        return objek.peserta

    def get_queryset(self, request: HttpRequest) -> QuerySet[Klaim]:
        """Leave drafts out: nothing was asked of anybody yet."""
        return super().get_queryset(request).exclude(status=StatusKlaim.DRAF)

    def get_urls(self) -> list[URLPattern]:
        tinjauan = path(
            "tinjauan/", self.admin_site.admin_view(self.tinjauan), name="klaim_jht_tinjauan"
        )
        return [tinjauan, *super().get_urls()]

    def tinjauan(self, request: HttpRequest) -> HttpResponse:
        """The worklist: what waits for an officer, the nearest deadline first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kini = timezone.now()
        konteks = {
            **self.admin_site.each_context(request),
            "title": _g("Klaim yang menunggu putusan"),
            "opts": self.opts,
            "baris": [_tinjauan(satu, kini) for satu in daftar_tinjauan()],
        }
        return TemplateResponse(request, "admin/klaim_jht/tinjauan.html", konteks)

    def setujui(self, request: HttpRequest, objek: Klaim, alasan: str) -> str:
        setujui_klaim(
            klaim_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Klaim disetujui; pembayaran masuk antrean.")

    def minta_surat(self, request: HttpRequest, objek: Klaim, alasan: str) -> str:
        minta_berkas(
            klaim_id=objek.pk, jenis=JenisBerkas.SURAT_LAIN.value, alasan=alasan,
            petugas=petugas_masuk(request), pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Surat diminta; peserta diberi tahu dan jam janji berhenti.")

    def tolak(self, request: HttpRequest, objek: Klaim, alasan: str) -> str:
        tolak_klaim(
            klaim_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Klaim ditolak; saldo peserta kembali seperti semula.")

    @admin.display(description=_("Nama"), ordering="peserta__nama")
    def nama(self, objek: Klaim) -> str:
        return objek.peserta.nama

    @admin.display(description=_("Nomor identitas"))
    def identitas(self, objek: Klaim) -> str:
        return f"{objek.peserta.jenis_identitas} {objek.peserta.nomor_identitas_samar}"

    @admin.display(description=_("Alasan"), ordering="alasan")
    def alasan_kata(self, objek: Klaim) -> str:
        return str(label_alasan(objek.alasan)) if objek.alasan else "–"

    @admin.display(description=_("Rute"))
    def rute_kata(self, objek: Klaim) -> str:
        return str(RUTE.get(objek.rute, "–"))

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: Klaim) -> str:
        return str(STATUS[objek.status])

    @admin.display(description=_("Bruto"))
    def nilai_bruto(self, objek: Klaim) -> str:
        return rupiah(objek.bruto)

    @admin.display(description=_("Di antaranya hasil pengembangan sementara"))
    def nilai_sementara(self, objek: Klaim) -> str:
        return rupiah(objek.hasil_sementara)

    @admin.display(description=_("Pajak"))
    def nilai_pajak(self, objek: Klaim) -> str:
        return rupiah(objek.pajak)

    @admin.display(description=_("Diterima peserta"), ordering="neto")
    def uang(self, objek: Klaim) -> str:
        return rupiah(objek.neto)

    @admin.display(description=_("Rekening"))
    def rekening_samar(self, objek: Klaim) -> str:
        rekening = objek.rekening
        if rekening is None:
            return "–"
        return f"{rekening}, {rekening.nama_pemilik_samar} ({rekening.get_status_display()})"

    @admin.display(description=_("Wajah"))
    def wajah(self, objek: Klaim) -> str:
        satu = objek.verifikasi_wajah
        return "–" if satu is None else f"{satu.sumber} {satu.skor or ''}".strip()

    @admin.display(description=_("Keputusan yang dibekukan"))
    def keputusan_beku(self, objek: Klaim) -> str:
        baris = objek.keputusan.order_by("-pk").first()
        return "–" if baris is None else susun_keputusan(baris)


def susun_keputusan(baris: KeputusanKlaim) -> SafeString:
    """Return every rule of a frozen decision with what it saw and who said so."""
    try:
        keputusan = keputusan_dari_json(
            {"hari_ini": baris.hari_ini.isoformat(), "fakta": baris.fakta,
             "ketentuan": baris.ketentuan, "versi_aturan": baris.versi_aturan,
             "hasil": baris.hasil}
        )  # fmt: skip
    except ValueError:
        return format_html("{}", _g("Keputusan ini tidak terbaca lagi; periksa jejak audit."))
    return format_html_join(
        "", "<p>{} <strong>{}</strong><br>{} {}</p>",
        (
            (
                "✔" if satu.lulus else "✘", ATURAN[satu.kode], kalimat_fakta(satu),
                f"({kalimat_sumber(satu.sumber)})" if kalimat_sumber(satu.sumber) else "",
            )
            for satu in keputusan.hasil.alasan
        ),
    )  # fmt: skip


def _tinjauan(klaim: Klaim, kini: datetime) -> dict[str, Any]:
    riwayat = riwayat_klaim(klaim)
    terakhir = next((satu for satu in reversed(riwayat) if satu.pembayaran_id is None), None)
    jam = jam_klaim(klaim, riwayat, kini=kini)
    tenggat = jam.paling_lambat if jam else klaim.janji_pada
    sebab = terakhir.alasan if terakhir else ""
    return {
        "klaim": klaim,
        "url": reverse("admin:klaim_jht_klaim_change", args=[klaim.pk]),
        "uang": rupiah(klaim.neto),
        "sebab": SEBAB.get(sebab, sebab),
        "sejak": terakhir.pada if terakhir else klaim.diajukan_pada,
        "tenggat": tenggat,
        "terlambat": tenggat is not None and tenggat < kini,
    }


@admin.register(RiwayatStatus)
class RiwayatStatusAdmin(DenganEkspor):
    ekspor = "jejak"
    list_display = ["pada", "klaim", "pembayaran", "dari", "ke", "pelaku_nama", "alasan"]
    list_filter = ["ke", "pelaku_jenis", ("pada", admin.DateFieldListFilter)]
    list_select_related = ["klaim", "pembayaran"]
    search_fields = ["=klaim__nomor", "=pembayaran__partner_ref"]
    search_help_text = _("Cari nomor klaim atau referensi kami.")
    ordering = ["-pk"]
    fields = ["pada", "klaim", "pembayaran", "dari", "ke", "pelaku_jenis", "pelaku_nama",
              "alasan", "data"]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, RiwayatStatus)
        return objek.klaim.peserta
