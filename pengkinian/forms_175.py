"""What an agent of Layanan 175 types while somebody speaks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.rules.layanan_175 import FaktaDitanya
from accounts.services.kontak import normalkan_kontak
from jmo.lib.galat import NilaiTidakSah
from pengkinian.teks import kalimat_nilai

_BULAN = _("Bulan dan tahun, misalnya 2019-03.")


class FaktaForm(forms.Form):
    """Answers of the caller as they were given, and the contact that they ask for."""

    BULAN_PERTAMA = forms.CharField(
        label=_("Bulan pertama terdaftar"), help_text=_BULAN, required=False, max_length=7
    )
    BULAN_TERAKHIR = forms.CharField(
        label=_("Bulan iuran terakhir"), help_text=_BULAN, required=False, max_length=7
    )
    PERUSAHAAN = forms.CharField(
        label=_("Nama salah satu perusahaan"), required=False, max_length=150
    )
    RENTANG_UPAH = forms.ChoiceField(
        label=_("Upah sebulan pada iuran terakhir"),
        required=False,
        choices=[
            ("", _("Tidak dijawab")),
            ("0", _("Sampai Rp3.000.000")),
            ("1", _("Sampai Rp5.000.000")),
            ("2", _("Sampai Rp8.000.000")),
            ("3", _("Sampai Rp12.000.000")),
            ("4", _("Di atas Rp12.000.000")),
        ],
    )
    BANYAK_KARTU = forms.CharField(
        label=_("Banyaknya kartu peserta"), required=False, max_length=2
    )  # fmt: skip
    jenis = forms.ChoiceField(
        label=_("Kontak baru"), choices=[("TELEPON", _("Nomor HP")), ("EMAIL", _("E-mail"))]
    )
    kontak = forms.CharField(label=_("Nomor atau alamat baru"), max_length=254)

    def clean(self) -> dict[str, Any]:
        """Hold the contact against its kind."""
        isi: dict[str, Any] = super().clean() or {}
        try:
            isi["kontak"] = normalkan_kontak(isi.get("jenis", ""), isi.get("kontak", ""))
        except NilaiTidakSah as galat:
            self.add_error("kontak", kalimat_nilai(galat.kode))
        return isi

    def jawaban(self) -> dict[FaktaDitanya, str]:
        """Return the answers alone."""
        return {fakta: str(self.cleaned_data.get(fakta, "")) for fakta in FaktaDitanya}
