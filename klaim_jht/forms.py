from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.uang import Rupiah, parse_rupiah
from klaim_jht.rules.alasan import ALASAN_SENDIRI, AlasanKlaim
from klaim_jht.teks import ALASAN, JENIS_BERKAS, PENJELASAN_ALASAN, PETUNJUK_BERKAS
from pengkinian.rules.bank import NAMA_BANK
from saldo.rules.simulasi import TAHUN_TERBANYAK

RUPIAH_TERBANYAK = 100_000_000_000
PERSEN_TERBANYAK = 20
TIPE_BERKAS = "image/jpeg,image/png,image/webp,application/pdf"
_POLA_PERSEN = re.compile(r"\d{1,2}(\.\d{1,2})?")


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
            if satu in ALASAN_SENDIRI
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


class RupiahField(forms.CharField):
    """An amount as people type it: 5000000, 5.000.000 or Rp 5.000.000."""

    def __init__(self, **isi: Any) -> None:
        atribut = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs=atribut), **isi)

    def clean(self, value: Any) -> Rupiah:
        """Return whole rupiah."""
        teks = super().clean(value)
        try:
            jumlah = parse_rupiah(teks)
        except NilaiTidakSah:
            raise ValidationError(
                _("Tulis rupiah dengan angka saja, misalnya 5.000.000.")
            ) from None
        if jumlah > RUPIAH_TERBANYAK:
            raise ValidationError(_("Jumlah itu terlalu besar untuk dihitung di sini."))
        return jumlah


class PersenField(forms.CharField):
    """A rate of a year in per cent, with comma or dot; gives the fraction."""

    def __init__(self, **isi: Any) -> None:
        atribut = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=8, widget=forms.TextInput(attrs=atribut), **isi)

    def clean(self, value: Any) -> Decimal:
        """Return a fraction from 0 to PERSEN_TERBANYAK per cent."""
        teks = super().clean(value).replace("%", "").replace(",", ".").strip()
        if not _POLA_PERSEN.fullmatch(teks) or Decimal(teks) > PERSEN_TERBANYAK:
            raise ValidationError(
                _("Tulis persen dari 0 sampai %(batas)s, misalnya 3 atau 4,5.")
                % {"batas": PERSEN_TERBANYAK}
            )
        return Decimal(teks) / 100


class SimulasiForm(forms.Form):
    """What the projection starts from; everything is prefilled and may be changed."""

    upah = RupiahField(
        label=_("Upah sebulan"),
        error_messages={"required": _("Isi upah sebulan; 0 bila tidak ada.")},
    )
    saldo_awal = RupiahField(
        label=_("Saldo awal"), error_messages={"required": _("Isi saldo awal; 0 bila belum ada.")}
    )
    pembayar = forms.ChoiceField(
        label=_("Siapa yang membayar iuran?"),
        choices=[
            ("PU", _("Perusahaan dan saya")), ("BPU", _("Saya sendiri (BPU)")),
            ("TIDAK", _("Tidak ada iuran lagi")),
        ],
        widget=forms.RadioSelect,
    )  # fmt: skip
    sampai = forms.ChoiceField(
        label=_("Sampai kapan?"),
        choices=[("USIA", _("Sampai usia 56")), ("TAHUN", _("Sejumlah tahun"))],
        widget=forms.RadioSelect,
    )
    tahun = forms.IntegerField(
        label=_("Jumlah tahun"), min_value=0, max_value=TAHUN_TERBANYAK, required=False,
        error_messages={
            "invalid": _("Tulis jumlah tahun dengan angka bulat."),
            "min_value": _("Jumlah tahun tidak dapat kurang dari 0."),
            "max_value": _("Simulasi paling lama %(limit_value)s tahun."),
        },
    )  # fmt: skip
    kenaikan = PersenField(
        label=_("Kenaikan upah setahun (%)"),
        error_messages={"required": _("Isi kenaikan upah; 0 bila tetap.")},
    )
    inflasi = PersenField(
        label=_("Kenaikan harga setahun (%)"),
        error_messages={"required": _("Isi kenaikan harga; 0 bila tidak dihitung.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the years where the participant chose them."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if isi.get("sampai") == "TAHUN" and isi.get("tahun") is None and "tahun" not in self.errors:
            self.add_error("tahun", _("Isi jumlah tahunnya."))
        return isi


class KeberatanForm(forms.Form):
    """Why a person does not agree with a decision, in their own words."""

    uraian = forms.CharField(
        label=_("Apa yang menurut Anda keliru?"),
        help_text=_("Tulis dengan kata-kata Anda sendiri; sebut tanggal atau nama bila perlu."),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Tulis apa yang menurut Anda keliru."),
            "min_length": _("Tulis sedikit lebih lengkap, supaya petugas mengerti."),
            "max_length": _("Paling banyak 2.000 huruf; persingkat sedikit."),
        },
    )


class BerkasForm(forms.Form):
    """One field for each kind of paper; what was handed in before may be replaced.

    What was sent is always valid: one bad paper must not lose the good ones beside it.
    """

    def __init__(
        self, *args: Any, jenis: Collection[str], ada: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for satu in jenis:
            self.fields[str(satu)] = forms.FileField(
                label=str(JENIS_BERKAS.get(satu, satu)),
                required=satu not in ada and not self.is_bound,
                help_text=str(PETUNJUK_BERKAS.get(satu, "")),
                allow_empty_file=True,
                max_length=None,
                widget=forms.FileInput(attrs={"accept": TIPE_BERKAS}),
            )
