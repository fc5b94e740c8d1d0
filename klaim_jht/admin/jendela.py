"""Closed hours of the bank, as it announced them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.admin_dasar import AdminBaca, Tombol, pelaku_petugas, petugas_masuk, saringan_kode
from klaim_jht.models import JendelaBank
from klaim_jht.services.jalur_bank import cabut_jendela, catat_jendela
from klaim_jht.teks import JALUR_BANK, KALIMAT_GALAT


class JendelaForm(forms.ModelForm):  # type: ignore[type-arg]  # generic at type-check time only
    """Rail, times and what the bank said."""

    class Meta:
        model = JendelaBank
        fields: ClassVar = ["jalur", "mulai_pada", "sampai_pada", "keterangan"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        mulai, sampai = isi.get("mulai_pada"), isi.get("sampai_pada")
        if mulai and sampai and sampai <= max(mulai, timezone.now()):
            self.add_error("sampai_pada", str(KALIMAT_GALAT["jendela_terbalik"]))
        return isi


def _berlaku(objek: Any) -> bool:
    return objek.dicabut_pada is None and objek.sampai_pada > timezone.now()


@admin.register(JendelaBank)
class JendelaBankAdmin(AdminBaca):
    form = JendelaForm
    list_display = ["jalur_kata", "mulai_pada", "sampai_pada", "keterangan", "dicabut_pada"]
    list_filter = [saringan_kode("jalur", _("jalur"), JALUR_BANK)]
    ordering = ["-sampai_pada"]
    add_fields: ClassVar = ["jalur", "mulai_pada", "sampai_pada", "keterangan"]
    fields = ["jalur_kata", "mulai_pada", "sampai_pada", "keterangan", "dicatat_oleh",
              "dicatat_pada", "dicabut_pada"]  # fmt: skip
    readonly_fields = ["jalur_kata"]
    tombol: ClassVar = (
        Tombol("cabut", _("Cabut waktu tutup"), "klaim_jht.change_jendelabank", alasan_wajib=True,
               tampil=_berlaku),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Supervisors record what the bank announced."""
        return bool(request.user.has_perm("klaim_jht.add_jendelabank"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for what the bank announced; show the rest afterwards."""
        return self.fields if obj else self.add_fields

    @admin.display(description=_("jalur"), ordering="jalur")
    def jalur_kata(self, objek: JendelaBank) -> str:
        return str(JALUR_BANK[objek.jalur])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the service record it."""
        obj.pk = catat_jendela(
            jalur=obj.jalur, mulai=obj.mulai_pada, sampai=obj.sampai_pada,
            keterangan=obj.keterangan, petugas=petugas_masuk(request),
            pelaku=pelaku_petugas(request),
        ).pk  # fmt: skip

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the audit trail has it."""
        return None

    def cabut(self, request: HttpRequest, objek: JendelaBank, alasan: str) -> str:
        cabut_jendela(jendela_id=objek.pk, alasan=alasan, pelaku=pelaku_petugas(request))
        return _g("Waktu tutup dicabut; pembayaran yang menunggu dicoba sekarang.")
