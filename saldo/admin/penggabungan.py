"""Officers' page of merges: compare identities, undo late as two; every button calls a service."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk
from accounts.models import Peserta
from jmo.lib.uang import format_rupiah
from saldo.models import PenggabunganKartu
from saldo.rules.penggabungan import SebabTakGabung
from saldo.services.penggabungan import (
    minta_urung,
    setujui_penggabungan,
    setujui_urung,
    tolak_penggabungan,
    tolak_urung,
)
from saldo.teks import kalimat_sebab

_S = PenggabunganKartu.Status
PUTUS = "saldo.change_penggabungankartu"
JAWABAN = _("Jawaban yang dibaca peserta")


class MenungguPetugas(admin.SimpleListFilter):
    """Merges for which somebody has to decide something."""

    title = _("menunggu petugas")
    parameter_name = "menunggu"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ya", _("Ya"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PenggabunganKartu]
    ) -> QuerySet[PenggabunganKartu]:
        if self.value() != "ya":
            return queryset
        return queryset.filter(
            Q(status=_S.MENUNGGU_PETUGAS) | Q(status=_S.BERLAKU, urung_diminta_pada__isnull=False)
        )


def _menunggu(objek: Any) -> bool:
    return bool(objek.status == _S.MENUNGGU_PETUGAS)


def _berlaku(objek: Any) -> bool:
    return objek.status == _S.BERLAKU and objek.urung_diminta_oleh_id is None


def _urung_diminta(objek: Any) -> bool:
    return objek.status == _S.BERLAKU and objek.urung_diminta_oleh_id is not None


@admin.register(PenggabunganKartu)
class PenggabunganKartuAdmin(AdminBaca):
    list_display = ["dibuat_pada", "nama", "sumber", "tujuan", "uang", "status", "keadaan"]
    list_filter = [MenungguPetugas, "status", ("dibuat_pada", admin.DateFieldListFilter)]
    list_select_related = ["peserta", "sumber", "tujuan"]
    search_fields = ["peserta__nama"]
    # What is typed here stands in addresses and logs of the server.
    search_help_text = _("Cari nama peserta.")
    ordering = ["-pk"]
    fields = [
        "peserta", "sumber", "tujuan", "status", "uang", "perbandingan", "dibuat_pada",
        "digabung_pada", "boleh_urung_sampai", "jurnal", "petugas", "jawaban", "diputus_pada",
        "urung_diminta_oleh", "urung_diminta_pada", "alasan_urung", "diurungkan_pada",
        "jurnal_urung",
    ]  # fmt: skip
    readonly_fields = ["uang", "perbandingan"]
    tombol = [
        Tombol("setujui", _("Data cocok: gabungkan"), PUTUS, alasan_wajib=True, tampil=_menunggu),
        Tombol("tolak", _("Tolak dan jawab"), PUTUS, alasan_wajib=True, berbahaya=True,
               tampil=_menunggu, label_alasan=JAWABAN),
        Tombol("minta_batal", _("Minta pembatalan"), PUTUS, alasan_wajib=True, tampil=_berlaku),
        Tombol("setujui_batal", _("Setujui pembatalan"), PUTUS, alasan_wajib=True,
               berbahaya=True, tampil=_urung_diminta),
        Tombol("tolak_batal", _("Tolak pembatalan"), PUTUS, alasan_wajib=True,
               tampil=_urung_diminta),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, PenggabunganKartu)
        return objek.peserta

    def setujui(self, request: HttpRequest, objek: PenggabunganKartu, alasan: str) -> str:
        setujui_penggabungan(penggabungan_id=objek.pk, **_oleh(request, alasan))
        return _g("Kartu digabung; peserta diberi tahu.")

    def tolak(self, request: HttpRequest, objek: PenggabunganKartu, alasan: str) -> str:
        tolak_penggabungan(penggabungan_id=objek.pk, **_oleh(request, alasan))
        return _g("Penggabungan ditolak; jawaban Anda dikirim kepada peserta.")

    def minta_batal(self, request: HttpRequest, objek: PenggabunganKartu, alasan: str) -> str:
        minta_urung(penggabungan_id=objek.pk, **_oleh(request, alasan))
        return _g("Pembatalan diminta; petugas lain memutusnya.")

    def setujui_batal(self, request: HttpRequest, objek: PenggabunganKartu, alasan: str) -> str:
        setujui_urung(penggabungan_id=objek.pk, **_oleh(request, alasan))
        return _g("Penggabungan dibatalkan; peserta diberi tahu.")

    def tolak_batal(self, request: HttpRequest, objek: PenggabunganKartu, alasan: str) -> str:
        tolak_urung(penggabungan_id=objek.pk, **_oleh(request, alasan))
        return _g("Permintaan pembatalan ditolak; penggabungan tetap berlaku.")

    @admin.display(description=_("Nama"), ordering="peserta__nama")
    def nama(self, objek: PenggabunganKartu) -> str:
        return objek.peserta.nama

    @admin.display(description=_("Jumlah"), ordering="jumlah")
    def uang(self, objek: PenggabunganKartu) -> str:
        return format_rupiah(objek.jumlah) if objek.digabung_pada else "–"

    @admin.display(description=_("Keadaan"))
    def keadaan(self, objek: PenggabunganKartu) -> str:
        if _menunggu(objek):
            return _g("bandingkan identitas")
        return _g("pembatalan menunggu petugas kedua") if _urung_diminta(objek) else "–"

    @admin.display(description=_("Yang dibandingkan"))
    def perbandingan(self, objek: PenggabunganKartu) -> SafeString | str:
        if not objek.sebab:
            return "–"
        peserta = objek.peserta
        baris = [("", str(kalimat_sebab(SebabTakGabung(kode))[0])) for kode in objek.sebab]
        for kartu in (objek.sumber, objek.tujuan):
            isi = _g("%(nama)s, lahir %(lahir)s") % {
                "nama": kartu.nama_terdaftar or peserta.nama,
                "lahir": (kartu.tanggal_lahir_terdaftar or peserta.tanggal_lahir).isoformat(),
            }
            baris.append((_g("Kartu %(kpj)s:") % {"kpj": kartu.kpj_samar}, isi))
        orang = _g("%(nama)s, lahir %(lahir)s") % {
            "nama": peserta.nama, "lahir": peserta.tanggal_lahir.isoformat(),
        }  # fmt: skip
        baris.append((_g("Peserta:"), orang))
        return format_html_join("", "<p>{} {}</p>", baris)


def _oleh(request: HttpRequest, alasan: str) -> dict[str, Any]:
    return {"alasan": alasan, "petugas": petugas_masuk(request), "pelaku": pelaku_petugas(request)}
