from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from klaim_jht.rules.alasan import ALASAN_DIBUKA, AlasanKlaim
from klaim_jht.teks import ALASAN, PENJELASAN_ALASAN
from pengkinian.rules.bank import NAMA_BANK


class AlasanForm(forms.Form):
    """What happened; only reasons that can be filed here are offered."""

    alasan = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu; syarat klaim mengikuti pilihan Anda."),
            "invalid_choice": _("Pilihan itu belum dapat diajukan di portal. Pilih yang lain."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        medan = self.fields["alasan"]
        assert isinstance(medan, forms.ChoiceField)
        medan.choices = [
            (
                satu.value,
                format_html(
                    '<strong>{}</strong><br><span class="lembut">{}</span>',
                    ALASAN[satu],
                    PENJELASAN_ALASAN[satu],
                ),
            )
            for satu in AlasanKlaim
            if satu in ALASAN_DIBUKA
        ]


class RekeningForm(forms.Form):
    """Bank and number; whose account it is, the bank says."""

    kode_bank = forms.ChoiceField(
        label=_("Bank"), error_messages={"required": _("Pilih bank Anda.")}
    )
    nomor = forms.CharField(
        label=_("Nomor rekening"),
        max_length=40,
        help_text=_("Rekening harus atas nama Anda sendiri."),
        error_messages={"required": _("Isi nomor rekening Anda.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bank = self.fields["kode_bank"]
        assert isinstance(bank, forms.ChoiceField)
        bank.choices = [("", _("Pilih bank")), *sorted(NAMA_BANK.items(), key=lambda satu: satu[1])]

    def clean_nomor(self) -> str:
        nomor = "".join(huruf for huruf in self.cleaned_data["nomor"] if huruf not in " .-")
        if not (nomor.isascii() and nomor.isdigit() and 6 <= len(nomor) <= 34):
            raise forms.ValidationError(
                _("Nomor rekening terdiri atas 6 sampai 34 angka. Lihat buku tabungan Anda.")
            )
        return nomor


class KodeForm(forms.Form):
    """A code that reached a proved address."""

    kode = forms.CharField(
        label=_("Kode verifikasi"),
        help_text=_("Enam angka yang baru kami kirim."),
        max_length=12,
        error_messages={"required": _("Isi enam angka dari pesan kami.")},
        widget=forms.TextInput(
            attrs={"class": "kode", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )


class KunciForm(forms.Form):
    """Names one confirmation, so that pressing twice files once."""

    kunci = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
