from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.services.peserta import provinsi_nik
from jmo.lib.galat import NilaiTidakSah
from jmo.lib.nik import parse_kk
from jmo.lib.npwp import parse_npwp
from jmo.lib.telepon import parse_telepon
from pengkinian.models import KasusKoreksi
from pengkinian.rules.bank import NAMA_BANK
from pengkinian.rules.kelengkapan import DOMISILI
from pengkinian.teks import kalimat_nilai

# Nothing is chosen for anybody: a first choice that stands there would be sent unread.
_PILIH = ("", _("Pilih satu"))
_RT = RegexValidator(r"^\d{1,3}$", _("Isi dengan angka, misalnya 003."))


class KoreksiForm(forms.Form):
    jenis = forms.ChoiceField(
        label=_("Apa yang salah?"), choices=KasusKoreksi.Jenis, widget=forms.RadioSelect
    )
    uraian = forms.CharField(
        label=_("Ceritakan yang benar"),
        help_text=_("Misalnya: saya berhenti pada 3 Mei 2026, bukan 3 April."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class KodeForm(forms.Form):
    kode = forms.CharField(
        label=_("Kode verifikasi"),
        help_text=_("Enam angka yang baru kami kirim."),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "kode", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )
    bersama = forms.BooleanField(
        label=_("Alamat ini dipakai bersama keluarga saya"), required=False
    )


class AlamatForm(forms.Form):
    telepon = forms.CharField(
        label=_("Nomor HP"),
        required=False,
        help_text=_("Misalnya 0812 3456 7890. Nomor luar negeri diawali +."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RekeningForm(forms.Form):
    kode_bank = forms.ChoiceField(
        label=_("Bank"),
        error_messages={"required": _("Pilih bank Anda, atau centang “belum punya rekening”.")},
    )
    nomor_rekening = forms.CharField(
        label=_("Nomor rekening"),
        error_messages={"required": _("Isi nomor rekening, atau centang “belum punya rekening”.")},
        max_length=40,
        help_text=_("Rekening harus atas nama Anda sendiri."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    belum_punya_rekening = forms.BooleanField(
        label=_("Saya belum punya rekening; klaim akan menanyakannya nanti"), required=False
    )
    npwp = forms.CharField(
        label=_("NPWP"),
        required=False,
        max_length=25,
        help_text=_(
            "Boleh dikosongkan. NPWP hanya mengubah pajak pada pencairan ketiga dan sesudahnya."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, nik: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._nik = nik
        bank = self.fields["kode_bank"]
        assert isinstance(bank, forms.ChoiceField)
        bank.choices = [("", _("Pilih bank")), *sorted(NAMA_BANK.items(), key=lambda satu: satu[1])]
        if self.is_bound and self["belum_punya_rekening"].data:
            bank.required = self.fields["nomor_rekening"].required = False

    def clean_nomor_rekening(self) -> str:
        nomor = "".join(h for h in self.cleaned_data["nomor_rekening"] if h not in " .-")
        if nomor and (not nomor.isascii() or not nomor.isdigit() or not 6 <= len(nomor) <= 34):
            raise forms.ValidationError(_("Nomor rekening terdiri atas 6 sampai 34 angka."))
        return nomor

    def clean_npwp(self) -> str:
        npwp: str = self.cleaned_data["npwp"]
        return _baca(npwp, lambda: parse_npwp(npwp, nik=self._nik)) if npwp else ""


class KependudukanForm(forms.Form):
    no_kk = forms.CharField(
        label=_("Nomor Kartu Keluarga (KK)"),
        required=False,
        max_length=30,
        help_text=_("16 angka. Cukup isi salah satu: nomor KK atau nama ibu kandung."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    nama_ibu = forms.CharField(label=_("Nama ibu kandung"), required=False, max_length=120)
    tempat_lahir = forms.CharField(label=_("Tempat lahir"), required=False, max_length=100)
    alamat_ktp = forms.CharField(label=_("Alamat menurut KTP"), max_length=200)
    rt_ktp = forms.CharField(label=_("RT"), required=False, max_length=3, validators=[_RT])
    rw_ktp = forms.CharField(label=_("RW"), required=False, max_length=3, validators=[_RT])
    kelurahan_ktp = forms.CharField(label=_("Kelurahan atau desa"), max_length=100)
    kecamatan_ktp = forms.CharField(label=_("Kecamatan"), max_length=100)
    kabupaten_ktp = forms.CharField(
        label=_("Kabupaten atau kota"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "daftar-kabupaten"}),
    )
    # Suggestions, not a fence: the list may be older than the newest province.
    provinsi_ktp = forms.CharField(
        label=_("Provinsi"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "daftar-provinsi"}),
    )
    domisili_sama = forms.BooleanField(
        label=_("Saya tinggal di alamat KTP ini"), required=False, initial=True
    )
    alamat_domisili = forms.CharField(
        label=_("Alamat tempat tinggal"), required=False, max_length=200
    )
    kelurahan_domisili = forms.CharField(
        label=_("Kelurahan atau desa tempat tinggal"), required=False, max_length=100
    )
    kecamatan_domisili = forms.CharField(
        label=_("Kecamatan tempat tinggal"), required=False, max_length=100
    )
    kabupaten_domisili = forms.CharField(
        label=_("Kabupaten atau kota tempat tinggal"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "daftar-kabupaten"}),
    )
    provinsi_domisili = forms.CharField(
        label=_("Provinsi tempat tinggal"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "daftar-provinsi"}),
    )

    def clean_no_kk(self) -> str:
        no_kk: str = self.cleaned_data["no_kk"]
        return _baca(no_kk, lambda: parse_kk(no_kk, provinsi=provinsi_nik())) if no_kk else ""

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not isi.get("no_kk") and not isi.get("nama_ibu") and "no_kk" not in self.errors:
            self.add_error("nama_ibu", _("Isi nomor KK atau nama ibu kandung, salah satu saja."))
        if not isi.get("domisili_sama"):
            for nama in DOMISILI:
                if not isi.get(nama) and nama not in self.errors:
                    self.add_error(nama, _("Isi tempat tinggal Anda, atau centang kotak di atas."))
        return isi


class TambahanForm(forms.Form):
    PENDIDIKAN = (
        ("SD", _("SD atau sederajat")),
        ("SMP", _("SMP atau sederajat")),
        ("SMA", _("SMA, SMK, atau sederajat")),
        ("DIPLOMA", _("Diploma")),
        ("S1", _("Sarjana")),
        ("S2", _("Magister atau doktor")),
        ("LAIN", _("Lainnya")),
    )
    PEKERJAAN = (
        ("BEKERJA", _("Bekerja pada perusahaan")),
        ("USAHA", _("Berusaha sendiri")),
        ("MENCARI", _("Sedang mencari pekerjaan")),
        ("RUMAH", _("Mengurus rumah tangga")),
        ("PENSIUN", _("Pensiun")),
        ("LAIN", _("Lainnya")),
    )
    HUBUNGAN = (
        ("PASANGAN", _("Suami atau istri")),
        ("ORANG_TUA", _("Orang tua")),
        ("ANAK", _("Anak")),
        ("SAUDARA", _("Saudara")),
        ("TEMAN", _("Teman")),
    )
    pendidikan = forms.ChoiceField(label=_("Pendidikan terakhir"), choices=[_PILIH, *PENDIDIKAN])
    pekerjaan = forms.ChoiceField(label=_("Pekerjaan sekarang"), choices=[_PILIH, *PEKERJAAN])
    darurat_nama = forms.CharField(label=_("Nama kontak darurat"), max_length=100)
    darurat_hubungan = forms.ChoiceField(
        label=_("Hubungan dengan Anda"), choices=[_PILIH, *HUBUNGAN]
    )
    darurat_telepon = forms.CharField(
        label=_("Nomor HP kontak darurat"), max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip

    def clean_darurat_telepon(self) -> str:
        nomor: str = self.cleaned_data["darurat_telepon"]
        return _baca(nomor, lambda: parse_telepon(nomor))


def _baca(nilai: str, pembaca: Any) -> str:
    """Return what a parser of ours makes of a value, or its refusal as a sentence at the field."""
    try:
        return str(pembaca())
    except NilaiTidakSah as galat:
        raise forms.ValidationError(kalimat_nilai(galat.kode)) from None
