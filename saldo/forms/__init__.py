"""Shape of what people type on the pages of savings."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jmo.lib.tanggal import hari_ini_wib


class PerTanggalForm(forms.Form):
    """The day for which a balance is asked; empty means today."""

    per = forms.DateField(
        label=_("Per tanggal"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tanggal itu tidak dikenal. Contoh: 2025-12-31.")},
    )  # fmt: skip

    def clean_per(self) -> date | None:
        """Refuse a day that has not come: nothing is known of it."""
        per: date | None = self.cleaned_data["per"]
        if per is not None and per > hari_ini_wib(timezone.now()):
            raise ValidationError(
                _("Tanggal itu belum tiba. Pilih hari ini atau sebelumnya; untuk yang akan datang, "
                  "pakai simulasi.")
            )  # fmt: skip
        return per
