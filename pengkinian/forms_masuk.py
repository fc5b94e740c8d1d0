"""Forms of people who are not logged in: two numbers, and a way to be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from accounts.models import Akun
from accounts.services.peserta import provinsi_nik
from jmo.lib.galat import NilaiTidakSah
from jmo.lib.kpj import parse_kpj_impor
from jmo.lib.nik import parse_nik
from pengkinian.teks import kalimat_nilai


class DuaNomorForm(forms.Form):
    """NIK and card number, in any spelling."""

    nik = forms.CharField(
        label=_("NIK"),
        help_text=_("16 angka pada KTP Anda."),
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    kpj = forms.CharField(
        label=_("Nomor kartu peserta (KPJ)"),
        help_text=_("11 angka pada kartu atau slip iuran Anda."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_nik(self) -> str:
        """Return the 16 digits."""
        try:
            return parse_nik(self.cleaned_data["nik"], provinsi=provinsi_nik()).angka
        except NilaiTidakSah as galat:
            raise forms.ValidationError(kalimat_nilai(galat.kode)) from None

    def clean_kpj(self) -> str:
        """Return the number without blanks and hyphens."""
        try:
            return parse_kpj_impor(self.cleaned_data["kpj"])
        except NilaiTidakSah as galat:
            raise forms.ValidationError(kalimat_nilai(galat.kode)) from None


class LupaAkunForm(DuaNomorForm):
    """The same, and where the code shall go."""

    saluran = forms.ChoiceField(
        label=_("Kirim kode lewat"),
        choices=[("TELEPON", _("SMS ke nomor HP terdaftar")), ("EMAIL", _("E-mail terdaftar"))],
        widget=forms.RadioSelect,
    )


class KodePulihForm(forms.Form):
    """A code as it was read aloud or pasted."""

    kode = forms.CharField(
        label=_("Kode verifikasi"),
        help_text=_("Enam angka."),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "kode", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )


class SandiBaruForm(SetPasswordForm):  # type: ignore[type-arg]  # generic at type-check time only
    """A new password, twice, by the rules of the settings."""

    def __init__(self, akun: Akun, *args: Any, **kwargs: Any) -> None:
        """Name the fields in our words."""
        super().__init__(akun, *args, **kwargs)
        self.fields["new_password1"].label = _("Kata sandi baru")
        self.fields["new_password2"].label = _("Ulangi kata sandi baru")
        self.fields["new_password1"].help_text = _(
            "Paling sedikit 8 karakter, bukan kata yang umum, dan tidak mirip nama pengguna atau "
            "e-mail Anda."
        )
        self.fields["new_password2"].help_text = ""
