"""Officers' pages of the nightly checks and of the chain of hashes: read only."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca
from saldo.models import PemeriksaanBuku, SegelBuku


@admin.register(PemeriksaanBuku)
class PemeriksaanBukuAdmin(AdminBaca):
    list_display = ["mulai_pada", "dipenuhi", "lama", "pangkal"]
    list_filter = ["dipenuhi", "mulai_pada"]
    ordering = ["-mulai_pada"]
    fields = ["mulai_pada", "selesai_pada", "dipenuhi", "pangkal", "hasil"]
    readonly_fields = ["hasil"]

    @admin.display(description=_("Lama"))
    def lama(self, objek: PemeriksaanBuku) -> str:
        detik = (objek.selesai_pada - objek.mulai_pada).total_seconds()
        return _("%(detik)s detik") % {"detik": f"{detik:.1f}"}

    @admin.display(description=_("Hasil"))
    def hasil(self, objek: PemeriksaanBuku) -> SafeString:
        baris = format_html_join(
            "",
            "<tr><th scope='row'>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (
                    satu["kode"],
                    gettext(satu["bunyi"]),
                    _("baik") if not satu["jumlah"] else satu["jumlah"],
                    "; ".join(" ".join(isi) for isi in satu["contoh"]),
                )
                for satu in objek.rincian
            ),
        )
        kepala = (_("Kode"), _("Yang harus berlaku"), _("Pelanggaran"), _("Contoh"))
        judul = format_html_join("", "<th scope='col'>{}</th>", ((satu,) for satu in kepala))
        return format_html(
            "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", judul, baris
        )


@admin.register(SegelBuku)
class SegelBukuAdmin(AdminBaca):
    list_display = ["nomor", "disegel_pada", "banyak", "jurnal_terakhir", "sidik_heksa"]
    ordering = ["-nomor"]
    fields = ["nomor", "disegel_pada", "banyak", "jurnal_terakhir", "sebelum_heksa", "sidik_heksa"]
    readonly_fields = ["sebelum_heksa", "sidik_heksa"]

    @admin.display(description=_("Sidik"))
    def sidik_heksa(self, objek: SegelBuku) -> str:
        return bytes(objek.sidik).hex()

    @admin.display(description=_("Sidik sebelumnya"))
    def sebelum_heksa(self, objek: SegelBuku) -> str:
        return bytes(objek.sebelumnya).hex()
