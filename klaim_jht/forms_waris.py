"""Forms of the heirs' door: what a report of a death says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.services.peserta import provinsi_nik
from jmo.lib.galat import NilaiTidakSah
from jmo.lib.kpj import parse_kpj
from jmo.lib.nik import parse_nik
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.telepon import parse_telepon
from klaim_jht.models import LaporanKematian
from pengkinian.teks import kalimat_nilai


def isian_tanggal(**isi: Any) -> forms.DateField:
    """Return a field for a date, typed or picked."""
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        **isi,
    )


def isian_teks(**isi: Any) -> forms.CharField:
    """Return a field for one line that browsers do not remember."""
    return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}), **isi)


class AlmarhumForm(forms.Form):
    """Whom it is about: one number, name, date of birth, date of death."""

    jenis = forms.ChoiceField(
        label=_("Nomor apa yang Anda punya?"),
        choices=[("NIK", _("NIK, dari KTP atau Kartu Keluarga")),
                 ("KPJ", _("Nomor kartu peserta (KPJ)"))],
        widget=forms.RadioSelect, initial="NIK",
    )  # fmt: skip
    nomor = forms.CharField(
        label=_("Nomor itu"), max_length=30,
        help_text=_("NIK 16 digit, nomor kartu peserta 11 digit."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    nama = isian_teks(label=_("Nama lengkap yang meninggal"), max_length=120)
    tanggal_lahir = isian_tanggal(label=_("Tanggal lahirnya"))
    tanggal_kematian = isian_tanggal(label=_("Tanggal meninggal"))

    def clean(self) -> dict[str, Any]:
        """Read the number of its kind, and hold the two dates against each other."""
        isi = super().clean() or {}
        nomor, jenis = isi.get("nomor"), isi.get("jenis")
        if nomor and jenis:
            isi["nomor"] = self._nomor(jenis, nomor)
        lahir, wafat = isi.get("tanggal_lahir"), isi.get("tanggal_kematian")
        if wafat and wafat > hari_ini_wib(timezone.now()):
            self.add_error("tanggal_kematian", _("Tanggal itu belum tiba. Periksa tahunnya."))
        elif lahir and wafat and wafat < lahir:
            self.add_error(
                "tanggal_kematian", _("Tanggal meninggal tidak dapat sebelum tanggal lahir.")
            )
        return isi

    def _nomor(self, jenis: str, nomor: str) -> str:
        if jenis == "KPJ":
            return self._baca("nomor", lambda: parse_kpj(nomor))
        return self._baca("nomor", lambda: parse_nik(nomor, provinsi=provinsi_nik()).angka)

    def _baca(self, medan: str, pembaca: Callable[[], str]) -> str:
        try:
            return pembaca()
        except NilaiTidakSah as galat:
            self.add_error(medan, str(kalimat_nilai(galat.kode)))
            return ""


class LaporKematianForm(AlmarhumForm):
    """Whom the report is about, and who can be called back."""

    hubungan = forms.ChoiceField(
        label=_("Siapa Anda baginya?"), choices=LaporanKematian.Hubungan, widget=forms.RadioSelect
    )
    pelapor_nama = isian_teks(label=_("Nama Anda"), max_length=120)
    pelapor_telepon = forms.CharField(
        label=_("Nomor HP Anda"), max_length=30,
        help_text=_("Petugas hanya menelepon bila ada yang perlu ditanyakan."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip

    def clean_pelapor_telepon(self) -> str:
        """Return the number as E.164."""
        nomor: str = self.cleaned_data["pelapor_telepon"]
        return self._baca("pelapor_telepon", lambda: parse_telepon(nomor))
