"""Reports of a death, as officers read and decide them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk, saringan_kode
from accounts.models import Peserta
from klaim_jht.models import LaporanKematian
from klaim_jht.rules.kematian import StatusKematian, boleh_pindah_kematian
from klaim_jht.selectors.kematian import MENUNGGU_PETUGAS
from klaim_jht.services.kematian_petugas import cabut_laporan, tetapkan_meninggal, tutup_laporan
from klaim_jht.teks.waris import SEBAB_KEMATIAN, STATUS_KEMATIAN

UBAH = "klaim_jht.change_laporankematian"


def _dapat(ke: StatusKematian) -> Any:
    def tampil(objek: Any) -> bool:
        dari = StatusKematian(objek.status)
        return objek.peserta_id is not None and boleh_pindah_kematian(dari, ke)

    return tampil


class MenungguFilter(admin.SimpleListFilter):
    title = _("menunggu petugas")
    parameter_name = "menunggu"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ya", _("Ya"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[LaporanKematian]
    ) -> QuerySet[LaporanKematian]:
        return queryset.filter(MENUNGGU_PETUGAS) if self.value() == "ya" else queryset


@admin.register(LaporanKematian)
class LaporanKematianAdmin(AdminBaca):
    list_display = ["dibuat_pada", "nama", "keadaan", "tanggal_kematian", "dibantah_pada"]
    list_filter = [MenungguFilter, saringan_kode("status", _("status"), STATUS_KEMATIAN)]
    list_select_related = ["peserta"]
    ordering = ["-pk"]
    fields = ["peserta", "nomor", "tanggal_kematian", "keadaan", "mengapa", "bukti", "hubungan",
              "pelapor_nama", "pelapor_telepon", "dibuat_pada", "diputus_pada", "dibantah_pada",
              "petugas", "catatan"]  # fmt: skip
    readonly_fields = ["nomor", "keadaan", "mengapa"]
    tombol = [
        Tombol("tetapkan", _("Tetapkan meninggal (surat kematian sudah saya lihat)"), UBAH,
               alasan_wajib=True, berbahaya=True, tampil=_dapat(StatusKematian.DIBEKUKAN),
               label_alasan=_("Nomor dan penerbit surat kematian")),
        Tombol("tutup", _("Tutup laporan; akun tetap terbuka"), UBAH, alasan_wajib=True,
               tampil=_dapat(StatusKematian.DITUTUP)),
        Tombol("cabut", _("Buka kembali akun: orangnya hidup"), UBAH, alasan_wajib=True,
               berbahaya=True, tampil=_dapat(StatusKematian.DICABUT),
               label_alasan=_("Bagaimana Anda memastikan orangnya hidup")),
    ]  # fmt: skip

    def peserta_dari(self, objek: Any) -> Peserta | None:
        assert isinstance(objek, LaporanKematian)
        return objek.peserta

    @admin.display(description=_("Nama"), ordering="peserta__nama")
    def nama(self, objek: LaporanKematian) -> str:
        return objek.peserta.nama if objek.peserta else "–"

    @admin.display(description=_("NIK"))
    def nomor(self, objek: LaporanKematian) -> str:
        return objek.peserta.nomor_identitas_samar if objek.peserta else "–"

    @admin.display(description=_("status"), ordering="status")
    def keadaan(self, objek: LaporanKematian) -> str:
        return str(STATUS_KEMATIAN[objek.status])

    @admin.display(description=_("sebab"))
    def mengapa(self, objek: LaporanKematian) -> str:
        return str(SEBAB_KEMATIAN.get(objek.sebab, objek.sebab)) or "–"

    def tetapkan(self, request: HttpRequest, objek: LaporanKematian, alasan: str) -> str:
        tetapkan_meninggal(
            laporan_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Akun dibekukan; semua alamatnya diberi tahu.")

    def tutup(self, request: HttpRequest, objek: LaporanKematian, alasan: str) -> str:
        tutup_laporan(
            laporan_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Laporan ditutup tanpa akibat.")

    def cabut(self, request: HttpRequest, objek: LaporanKematian, alasan: str) -> str:
        cabut_laporan(
            laporan_id=objek.pk, alasan=alasan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        )  # fmt: skip
        return _g("Akun dibuka kembali; peserta diberi tahu.")
