"""Data updates with their verdicts and history, profiles, and accounts; identifiers masked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import Sebaris, saringan_kode
from accounts.models import CatatanAudit
from accounts.rules.aksi import Aksi
from pengkinian.admin.dasar import AdminPeserta, kata
from pengkinian.alur import ALUR
from pengkinian.models import HasilVerifikasi, KasusPengkinian, ProfilPeserta, Rekening
from pengkinian.selectors import riwayat_kasus, susun_fakta
from pengkinian.teks import LANGKAH, STATUS_KASUS, STATUS_VERIFIKASI, SUMBER


class VerifikasiSebaris(Sebaris):
    model = HasilVerifikasi
    fields = ["jenis", "status_kata", "sumber_kata", "terhitung", "dikirim_pada", "diputus_pada",
              "batal_pada"]  # fmt: skip
    readonly_fields = ["status_kata", "sumber_kata"]
    ordering = ["pk"]
    show_change_link = True
    verbose_name_plural = _("pemeriksaan oleh Dukcapil, bank, mesin, dan petugas")

    @admin.display(description=_("Status"))
    def status_kata(self, objek: HasilVerifikasi) -> str:
        return kata(STATUS_VERIFIKASI, objek.status)

    @admin.display(description=_("Jawaban dari"))
    def sumber_kata(self, objek: HasilVerifikasi) -> str:
        return kata(SUMBER, objek.sumber)


@admin.register(KasusPengkinian)
class KasusPengkinianAdmin(AdminPeserta):
    list_display = ["dibuat_pada", "nama", "status_kata", "sampai", "diubah_pada"]
    list_filter = [
        saringan_kode("status", _("status"), STATUS_KASUS),
        ("dibuat_pada", admin.DateFieldListFilter),
    ]
    inlines = [VerifikasiSebaris]
    fields = ["tentang", "status_kata", "langkah_kata", "versi", "dibuat_pada", "diubah_pada",
              "dikonfirmasi_pada", "selesai_pada", "riwayat"]  # fmt: skip
    readonly_fields = ["tentang", "status_kata", "langkah_kata", "riwayat"]

    @admin.display(description=_("Status"), ordering="status")
    def status_kata(self, objek: KasusPengkinian) -> str:
        return kata(STATUS_KASUS, objek.status)

    @admin.display(description=_("Langkah terisi"))
    def sampai(self, objek: KasusPengkinian) -> str:
        return f"{len(set(objek.langkah_terisi) - {'tinjau'})}/6"

    @admin.display(description=_("Langkah"))
    def langkah_kata(self, objek: KasusPengkinian) -> SafeString:
        fakta = susun_fakta(objek)
        return format_html_join(
            "", "<div>{} {}</div>",
            (
                ("✔" if satu.selesai(fakta) else "·", LANGKAH[satu.judul])
                for satu in ALUR.langkah if satu.kunci != "tinjau"
            ),
        )  # fmt: skip

    @admin.display(description=_("Riwayat"))
    def riwayat(self, objek: KasusPengkinian) -> SafeString:
        return format_html_join(
            "", "<div>{} — {} ({})</div>",
            (
                (f"{localtime(satu.pada):%d-%m-%Y %H.%M}", _peristiwa(satu), satu.pelaku_nama)
                for satu in riwayat_kasus(objek)
            ),
        )  # fmt: skip


def _peristiwa(catatan: CatatanAudit) -> str:
    """Return one line of the trail as a sentence."""
    if catatan.aksi == Aksi.PENGKINIAN_DIISI:
        langkah = LANGKAH.get(f"langkah_{catatan.sesudah.get('langkah', '')}", "")
        return _g("Mengisi: %(langkah)s") % {"langkah": langkah}
    if catatan.aksi == Aksi.PENGKINIAN_PINDAH:
        return _g("Menjadi: %(status)s") % {
            "status": kata(STATUS_KASUS, str(catatan.sesudah.get("status", "")))
        }
    return {
        str(Aksi.PENGKINIAN_DIMULAI): _g("Dimulai"),
        str(Aksi.PENGKINIAN_DIKONFIRMASI): _g("Dikonfirmasi peserta"),
        str(Aksi.DATA_DILIHAT): _g("Dibuka di ruang petugas"),
    }.get(catatan.aksi, "–")


@admin.register(ProfilPeserta)
class ProfilPesertaAdmin(AdminPeserta):
    """Versions and their hashes; what they say is personal and stays encrypted."""

    list_display = ["dibuat_pada", "nama", "versi", "sidik"]
    list_filter = [("dibuat_pada", admin.DateFieldListFilter)]
    fields = ["tentang", "versi", "kasus", "sidik", "dibuat_pada"]
    readonly_fields = ["tentang"]


@admin.register(Rekening)
class RekeningAdmin(AdminPeserta):
    list_display = ["dipakai_sejak", "nama", "nama_bank", "nomor_samar", "status", "diganti_pada"]
    list_filter = ["status", "nama_bank", ("dipakai_sejak", admin.DateFieldListFilter)]
    fields = ["tentang", "nama_bank", "nomor_samar", "nama_pemilik_samar", "skor_nama", "status",
              "bukti", "dipakai_sejak", "diganti_pada", "boleh_kirim_pada"]  # fmt: skip
    readonly_fields = ["tentang", "bukti"]

    @admin.display(description=_("Jawaban bank"))
    def bukti(self, objek: Any) -> SafeString | str:
        if objek.verifikasi is None:
            return "–"
        alamat = reverse("admin:pengkinian_hasilverifikasi_change", args=[objek.verifikasi_id])
        status = kata(STATUS_VERIFIKASI, objek.verifikasi.status)
        return format_html('<a href="{}">{}</a>', alamat, status)
