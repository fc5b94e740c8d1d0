"""Forms of a new limited account: the phone, its code, and who it is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.services.peserta import provinsi_nik
from accounts.teks import KALIMAT_GALAT
from jmo.lib.galat import NilaiTidakSah
from jmo.lib.nik import parse_nik
from jmo.lib.telepon import parse_telepon


class TeleponForm(forms.Form):
    """A mobile number in any spelling."""

    telepon = forms.CharField(
        label=_("Nomor HP"), max_length=30, help_text=_("Kami mengirim kode enam angka lewat SMS."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip

    def clean_telepon(self) -> str:
        """Return the number as E.164."""
        try:
            return parse_telepon(self.cleaned_data["telepon"], seluler=True)
        except NilaiTidakSah as galat:
            raise forms.ValidationError(str(KALIMAT_GALAT[galat.kode])) from None


class KodeDaftarForm(forms.Form):
    """The code that came by SMS."""

    kode = forms.CharField(
        label=_("Kode verifikasi"), max_length=12, help_text=_("Enam angka yang baru kami kirim."),
        widget=forms.TextInput(
            attrs={"class": "kode", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )  # fmt: skip


class DataDaftarForm(forms.Form):
    """Who it is, and with what they will log in."""

    nama = forms.CharField(
        label=_("Nama lengkap, seperti di KTP"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    nik = forms.CharField(
        label=_("NIK"), max_length=25, help_text=_("16 angka di KTP Anda."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    tanggal_lahir = forms.DateField(
        label=_("Tanggal lahir"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
    )  # fmt: skip
    nama_pengguna = forms.CharField(
        label=_("Nama pengguna"), max_length=60, min_length=4,
        help_text=_("Untuk masuk nanti. Huruf dan angka, tanpa spasi."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )  # fmt: skip
    kata_sandi = forms.CharField(
        label=_("Kata sandi"), max_length=128, strip=False,
        help_text=_("Sedikitnya 8 huruf atau angka. Beberapa kata yang Anda ingat juga baik."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    bersama = forms.BooleanField(
        label=_("Nomor HP ini dipakai bersama keluarga"), required=False,
        widget=forms.CheckboxInput(),
    )  # fmt: skip
    setuju = forms.BooleanField(
        label=_("Saya menyetujui ketentuan layanan dan pemberitahuan privasi di bawah ini"),
        error_messages={"required": _("Tanpa persetujuan ini akun tidak dapat dibuat.")},
    )

    def clean_nik(self) -> str:
        """Return the 16 digits."""
        try:
            return parse_nik(self.cleaned_data["nik"], provinsi=provinsi_nik()).angka
        except NilaiTidakSah as galat:
            raise forms.ValidationError(str(KALIMAT_GALAT[galat.kode])) from None

    def clean_nama_pengguna(self) -> str:
        """Refuse what nobody could type again."""
        nama: str = self.cleaned_data["nama_pengguna"].strip()
        if any(huruf.isspace() for huruf in nama) or not nama.isprintable():
            raise forms.ValidationError(_("Nama pengguna tidak boleh memakai spasi."))
        return nama
