"""The wizard of heirs: its driver, and what each step shows and saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.views.dasar import pelaku_masuk
from jmo.lib.galat import Galat
from jmo.lib.tanggal import hari_ini_wib
from jmo.teks import kalimat_galat
from klaim_jht.alur_waris import LangkahWaris
from klaim_jht.forms import RekeningForm
from klaim_jht.forms_permohonan import (
    AhliWarisForm,
    KeluargaForm,
    MeninggalForm,
    SuratWarisForm,
    sebut_berkas,
)
from klaim_jht.models import PermohonanWaris
from klaim_jht.rules.ahli_waris import (
    BerkasWaris,
    HubunganWaris,
    aturan_waris,
    golongan_berhak,
    pertanyaan_berikut,
)
from klaim_jht.rules.ahli_waris.permohonan import (
    baca_ditinggalkan,
    berkas_waris_kurang,
    susun_tempat,
)
from klaim_jht.selectors.waris import KeadaanWaris, berkas_waris_ada, hasil_waris
from klaim_jht.services.waris.berkas import unggah_berkas_waris
from klaim_jht.services.waris.permohonan import ajukan_permohonan, isi_permohonan
from klaim_jht.teks.waris import HUBUNGAN_WARIS, PERBAIKAN_WARIS
from klaim_jht.views.dasar import bilangan
from klaim_jht.views.rekening import isian_gagal, konteks_rekening, tanyakan, verdict_dipakai
from klaim_jht.views.wajah import konteks_wajah_klaim
from pengkinian.services.rekening import pasang_rekening


@dataclass(frozen=True, slots=True)
class KerjaWaris:
    """One request of the wizard: the draft, and what is true of it at this moment."""

    request: HttpRequest
    permohonan: PermohonanWaris
    keadaan: KeadaanWaris

    @property
    def versi(self) -> int | None:
        """The version of the page that was sent; None when it carries none."""
        return bilangan(self.request.POST.get("versi", ""))

    def simpan(self, kunci: str, isian: Any) -> None:
        """Save the answer of a step; a stale page is refused by the service."""
        isi_permohonan(
            permohonan_id=self.permohonan.pk, kunci=kunci, isian=isian, versi=self.versi,
            pelaku=pelaku_masuk(self.request),
        )  # fmt: skip


class LangkahDasar:
    """A step: its form and what it shows."""

    kunci: ClassVar[LangkahWaris]
    label: ClassVar[Any] = None

    def form(self, kerja: KerjaWaris, isi: Mapping[str, Any] | None = None) -> forms.Form:
        """Return the form: as it was answered before, or with what was sent."""
        return forms.Form(isi)

    def konteks(self, kerja: KerjaWaris) -> dict[str, Any]:
        """Return what the page shows besides the form."""
        return {}

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        """Save what was sent; None leads to the next step."""
        raise NotImplementedError


class Meninggal(LangkahDasar):
    """Who died."""

    kunci = LangkahWaris.MENINGGAL

    def form(self, kerja: KerjaWaris, isi: Mapping[str, Any] | None = None) -> forms.Form:
        return MeninggalForm(isi, initial=kerja.permohonan.isian.get("meninggal"))

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        kerja.simpan("meninggal", form.isian())
        return None


class Keluarga(LangkahDasar):
    """The order of heirs, one plain question at a time."""

    kunci = LangkahWaris.KELUARGA

    def form(self, kerja: KerjaWaris, isi: Mapping[str, Any] | None = None) -> forms.Form:
        tanya = _tanya(kerja.permohonan)
        if tanya is None or (isi is not None and "ulang" in isi):
            return forms.Form(isi)
        return KeluargaForm(isi, hubungan=tanya)

    def konteks(self, kerja: KerjaWaris) -> dict[str, Any]:
        ditinggalkan = baca_ditinggalkan(kerja.permohonan.isian)
        tanya = _tanya(kerja.permohonan)
        ragu = [HUBUNGAN_WARIS[h] for h, jumlah in ditinggalkan.items() if jumlah is None]
        return {
            "tanya": tanya,
            "sudah": [
                {"hubungan": HUBUNGAN_WARIS[h], "jumlah": jumlah}
                for h, jumlah in ditinggalkan.items()
            ],
            "ragu": [] if kerja.keadaan.fakta.keluarga else ragu,
            "buntu": tanya is None and not kerja.keadaan.fakta.keluarga,
        }

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        if "ulang" in kerja.request.POST:
            kerja.simpan("keluarga", {})
            return redirect("waris:langkah", self.kunci.value)
        tanya = _tanya(kerja.permohonan)
        if tanya is not None:
            lama = kerja.permohonan.isian.get("keluarga", {})
            kerja.simpan("keluarga", {**lama, tanya.value: form.jawaban()})
            kerja.permohonan.refresh_from_db()
            if _tanya(kerja.permohonan) is not None:
                return redirect("waris:langkah", self.kunci.value)
        return None


class ParaAhliWaris(LangkahDasar):
    """Every heir by name; the rules say at once what is missing."""

    kunci = LangkahWaris.AHLI_WARIS

    def form(self, kerja: KerjaWaris, isi: Mapping[str, Any] | None = None) -> forms.Form:
        isian = kerja.permohonan.isian
        ditinggalkan = baca_ditinggalkan(isian)
        golongan = golongan_berhak(aturan_waris(_hari_ini()), ditinggalkan)
        try:
            tempat = susun_tempat(golongan, ditinggalkan)
        except ValueError as galat:
            messages.error(kerja.request, kalimat_galat(Galat(str(galat))))
            tempat = ()
        return AhliWarisForm(
            isi, tempat=tempat, pemohon=kerja.permohonan.pemohon, awal=isian.get("ahli_waris")
        )

    def konteks(self, kerja: KerjaWaris) -> dict[str, Any]:
        hasil = kerja.keadaan.hasil
        gagal = () if hasil is None or kerja.keadaan.fakta.ahli_waris else hasil.gagal
        return {"kurang": [PERBAIKAN_WARIS[s.perbaikan] for s in gagal if s.perbaikan]}

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        kerja.simpan("ahli_waris", form.isian())
        return None


class Surat(LangkahDasar):
    """The papers; each that is good is kept, whatever the others are."""

    kunci = LangkahWaris.SURAT
    label = gettext_lazy("Unggah dan lanjutkan")

    def form(self, kerja: KerjaWaris, isi: Mapping[str, Any] | None = None) -> forms.Form:
        berkas = kerja.request.FILES if isi is not None else None
        return SuratWarisForm(
            isi, berkas, perlu=_perlu(kerja.permohonan), ada=berkas_waris_ada(kerja.permohonan),
            sebut=sebutan(kerja.permohonan),
        )  # fmt: skip

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        galat = terima_surat(kerja.request, kerja.permohonan, form)
        kurang = berkas_waris_kurang(form.perlu.values(), berkas_waris_ada(kerja.permohonan))
        if kurang and not galat:
            sebut = sebutan(kerja.permohonan)
            nama = ", ".join(sebut(satu) for satu in kurang)
            galat.append(_("Masih kurang: %(nama)s.") % {"nama": nama})
        for satu in galat:
            messages.error(kerja.request, satu)
        return redirect("waris:langkah", self.kunci.value) if galat else None


class Wajah(LangkahDasar):
    """The heir's own face, by the pages of the data update."""

    kunci = LangkahWaris.WAJAH

    def konteks(self, kerja: KerjaWaris) -> dict[str, Any]:
        alamat = reverse("waris:langkah", args=[self.kunci.value])
        return konteks_wajah_klaim(
            kerja.request, kerja.permohonan.pemohon, lanjut=reverse("waris:lanjut"), kembali=alamat
        )

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        return None


class Rekening(LangkahDasar):
    """The heir's own account, as the bank names its owner."""

    kunci = LangkahWaris.REKENING
    label = gettext_lazy("Periksa rekening")

    def form(self, kerja: KerjaWaris, isi: Mapping[str, Any] | None = None) -> forms.Form:
        if isi is not None and "pakai" in isi:
            return forms.Form(isi)
        return RekeningForm(isi, initial=isian_gagal(kerja.permohonan.pemohon))

    def konteks(self, kerja: KerjaWaris) -> dict[str, Any]:
        konteks = konteks_rekening(kerja.request, kerja.permohonan.pemohon)
        return {
            **konteks, "url_status": reverse("waris:rekening_status"),
            "terpasang": kerja.keadaan.rekening if konteks["tahap"] == "isi" else None,
        }  # fmt: skip

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        pelaku, pemohon = pelaku_masuk(kerja.request), kerja.permohonan.pemohon
        if isinstance(form, RekeningForm):
            tanyakan(pemohon, form.cleaned_data, pelaku)
            return redirect("waris:langkah", self.kunci.value)
        verdict = verdict_dipakai(pemohon)
        if verdict is None:
            return redirect("waris:langkah", self.kunci.value)
        pasang_rekening(verifikasi=verdict, pelaku=pelaku)
        return None


class Kirim(LangkahDasar):
    """Everything once more, and one button."""

    kunci = LangkahWaris.KIRIM
    label = gettext_lazy("Kirim permohonan")

    def konteks(self, kerja: KerjaWaris) -> dict[str, Any]:
        isian = kerja.permohonan.isian
        orang = isian["ahli_waris"]["orang"]
        return {
            "meninggal": isian["meninggal"],
            "orang": [o | {"kata": HUBUNGAN_WARIS[o["hubungan"]]} for o in orang],
            "pengaju": isian["ahli_waris"]["pengaju"],
            "rekening": kerja.keadaan.rekening,
            "tanpa_surat_kematian": ("SURAT_KEMATIAN", None)
            not in berkas_waris_ada(kerja.permohonan),
        }  # fmt: skip

    def kirim(self, kerja: KerjaWaris, form: Any) -> HttpResponse | None:
        baris = ajukan_permohonan(
            permohonan_id=kerja.permohonan.pk, versi=kerja.versi or 0,
            pelaku=pelaku_masuk(kerja.request),
        )  # fmt: skip
        return redirect("waris:lihat", baris.kode)


LANGKAH: dict[str, LangkahDasar] = {
    satu.kunci.value: satu
    for satu in (
        Meninggal(), Keluarga(), ParaAhliWaris(), Surat(), Wajah(), Rekening(), Kirim(),
    )
}  # fmt: skip


def sebutan(permohonan: PermohonanWaris) -> Any:
    """Return the function that names a paper of this application in words."""
    orang = permohonan.isian.get("ahli_waris", {}).get("orang", ())
    return lambda satu: sebut_berkas(satu, orang)


def terima_surat(
    request: HttpRequest, permohonan: PermohonanWaris, form: SuratWarisForm
) -> list[str]:
    """Keep every paper that is good; return what is wrong with the others."""
    galat, sebut = [], sebutan(permohonan)
    for kunci, unggahan in form.cleaned_data.items():
        satu = form.perlu.get(kunci)
        if unggahan is None or satu is None:
            continue
        try:
            unggah_berkas_waris(
                permohonan_id=permohonan.pk, jenis=satu.jenis.value, nomor=satu.nomor,
                isi=unggahan.read(), pelaku=pelaku_masuk(request),
            )  # fmt: skip
        except Galat as sebab:
            galat.append(f"{sebut(satu)}: {kalimat_galat(sebab)}")
    return galat


def _perlu(permohonan: PermohonanWaris) -> tuple[BerkasWaris, ...]:
    hasil = hasil_waris(permohonan)
    return () if hasil is None else hasil.berkas


def _tanya(permohonan: PermohonanWaris) -> HubunganWaris | None:
    return pertanyaan_berikut(aturan_waris(_hari_ini()), baca_ditinggalkan(permohonan.isian))


def _hari_ini() -> Any:
    return hari_ini_wib(timezone.now())
