from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.services.peserta import provinsi_nik
from accounts.teks import KALIMAT_GALAT
from jmo.lib.galat import NilaiTidakSah
from jmo.lib.nik import parse_nik


class MasukForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Login by user name or e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Nama pengguna atau e-mail")
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].help_text = ""
        for medan in self.fields.values():
            medan.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocapitalize"] = "none"


class CariNikForm(forms.Form):
    """A NIK in any spelling, to the 16 digits."""

    nik = forms.CharField(label=_("NIK"), max_length=25)

    def clean_nik(self) -> str:
        try:
            return parse_nik(self.cleaned_data["nik"], provinsi=provinsi_nik()).angka
        except NilaiTidakSah as galat:
            raise forms.ValidationError(str(KALIMAT_GALAT[galat.kode])) from None
