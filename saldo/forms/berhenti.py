from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saldo.models import LaporanBerhenti
from saldo.rules.laporan_berhenti import PERLU_PERNYATAAN, JenisBukti
from saldo.rules.masa_kepesertaan import SebabKeluar

# The browser's own calendar where there is one; typed as 2026-11-03 everywhere else.
_TANGGAL = {"type": "date", "autocomplete": "off"}


def _tanggal(**isi: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs=dict(_TANGGAL)),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        **isi,
    )


class LaporanForm(forms.Form):
    sebab = forms.ChoiceField(label=_("Apa yang terjadi?"), widget=forms.RadioSelect)
    tanggal = _tanggal(
        label=_("Hari terakhir Anda bekerja"),
        help_text=_(
            "Seperti di surat Anda, bila ada. Masa tunggu tidak dihitung dari hari melapor."
        ),
    )
    tanggal_pernyataan = _tanggal(
        label=_("Tanggal surat pengunduran diri"),
        required=False,
        help_text=_("Hanya bila Anda mengundurkan diri dan ada suratnya."),
    )
    bukti = forms.ChoiceField(
        label=_("Surat apa yang Anda punya?"), choices=LaporanBerhenti.Bukti,
        widget=forms.RadioSelect,
    )  # fmt: skip
    berkas = forms.FileField(
        label=_("Foto atau PDF surat itu"),
        required=False,
        help_text=_("JPEG, PNG, WebP, atau PDF, paling besar 5 MB. Disimpan terenkripsi."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )
    benar = forms.BooleanField(label=_("Saya menyatakan laporan ini benar"))

    def __init__(self, *args: Any, sebab: Collection[SebabKeluar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = self.fields["sebab"]
        assert isinstance(pilihan, forms.ChoiceField)
        pilihan.choices = [satu for satu in LaporanBerhenti.Sebab.choices if satu[0] in sebab]
        if not PERLU_PERNYATAAN & set(sebab):
            del self.fields["tanggal_pernyataan"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("sebab") not in PERLU_PERNYATAAN:
            isi["tanggal_pernyataan"] = None
        punya = isi.get("bukti") not in {None, JenisBukti.TIDAK_ADA.value}
        if punya and not isi.get("berkas") and "berkas" not in self.errors:
            self.add_error(
                "berkas",
                _("Pilih berkasnya, atau pilih “Saya tidak punya surat”: itu juga diterima."),
            )
        return isi


class JawabanForm(forms.Form):
    jawaban = forms.ChoiceField(
        label=_("Apakah orang ini sudah berhenti bekerja di perusahaan Anda?"),
        choices=[
            ("BENAR", _("Benar, berhenti pada tanggal itu")),
            ("TIDAK_BENAR", _("Tidak benar")),
        ],
        widget=forms.RadioSelect,
    )
    kata = forms.CharField(
        label=_("Penjelasan bila tidak benar"),
        help_text=_("Misalnya: masih bekerja, atau tanggalnya lain. Dibaca peserta dan petugas."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("jawaban") == "TIDAK_BENAR" and not isi.get("kata"):
            self.add_error("kata", _("Tuliskan apa yang tidak benar."))
        return isi


class TanggapanForm(forms.Form):
    tanggapan = forms.CharField(
        label=_("Tanggapan Anda"),
        help_text=_("Dibaca petugas yang memutus. Sekali saja."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PutusanForm(forms.Form):
    tanggal = _tanggal(
        label=_("Tanggal berhenti yang terbukti"),
        help_text=_("Bila surat menyebut tanggal lain, tulis tanggal menurut surat."),
    )
    alasan = forms.CharField(label=_("Alasan, dibaca peserta"), max_length=500)
