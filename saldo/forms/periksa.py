"""The field in which anybody pastes the code of a card or statement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jmo.lib.tanda import ambil_token


class PeriksaForm(forms.Form):
    """A code, bare or inside the address that the QR code holds."""

    kode = forms.CharField(
        label=_("Kode atau alamat dari QR"),
        help_text=_("Tempelkan seluruhnya, dari awal sampai akhir."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Tempelkan kode yang ingin Anda periksa.")},
    )

    def clean_kode(self) -> str:
        """Take the code out of what was pasted."""
        return ambil_token(self.cleaned_data["kode"])
