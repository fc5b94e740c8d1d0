"""What the pages of the wizard share: whose draft, what filing would do now, how a step looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Peserta
from accounts.views.dasar import pelaku_masuk
from klaim_jht.alur import ALUR, FaktaAlurKlaim, KunciLangkah
from klaim_jht.models import Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.services.pengajuan import isi_langkah
from klaim_jht.services.pratinjau import Pratinjau, fakta_alur, susun_pratinjau
from klaim_jht.teks import LANGKAH


@dataclass(frozen=True, slots=True)
class Kerja:
    """One request of the wizard: the draft, and what is true of it at this moment."""

    request: HttpRequest
    peserta: Peserta
    klaim: Klaim
    pratinjau: Pratinjau | None
    fakta: FaktaAlurKlaim

    @property
    def versi(self) -> int | None:
        """The version of the page that was sent; None when it carries none."""
        return bilangan(self.request.POST.get("versi", ""))

    @property
    def terlihat(self) -> str:
        """The mark of what the page said that was sent; "" when it carries none."""
        return str(self.request.POST.get("terlihat", ""))

    def simpan(self, kunci: str, isian: Mapping[str, Any]) -> None:
        """Save the answer of a step; a stale page is refused by the service."""
        isi_langkah(
            klaim_id=self.klaim.pk, kunci=kunci, isian=isian, versi=self.versi,
            pelaku=pelaku_masuk(self.request),
        )  # fmt: skip


def susun_kerja(request: HttpRequest, peserta: Peserta, klaim: Klaim) -> Kerja:
    """Ask the rules about this draft as it stands now."""
    pratinjau = (
        susun_pratinjau(peserta, AlasanKlaim(klaim.alasan), klaim=klaim) if klaim.alasan else None
    )
    return Kerja(request, peserta, klaim, pratinjau, fakta_alur(klaim, pratinjau))


class Langkah:
    """A step: its form and what it shows. Steps that do more than save override `kirim`."""

    kunci: ClassVar[KunciLangkah]
    label_lanjut: ClassVar[Any] = None

    def form(self, kerja: Kerja, isi: Mapping[str, Any] | None = None) -> forms.Form:
        """Return the form: as it was answered before, or with what was sent."""
        return forms.Form(isi)

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        """Return what the page shows besides the form."""
        return {}

    def kirim(self, kerja: Kerja, form: forms.Form) -> HttpResponse | None:
        """Save what was sent; None leads to the next step."""
        kerja.simpan(self.kunci, form.cleaned_data)
        return None

    def nanti(self, kerja: Kerja, form: forms.Form) -> None:
        """Keep what was answered, for another day."""
        if kerja.versi == kerja.klaim.versi:
            kerja.simpan(self.kunci, form.cleaned_data)


def bingkai(kerja: Kerja, kunci: str) -> dict[str, Any]:
    """Return the frame of a step page: titles, number, way back, version."""
    nomor, jumlah = ALUR.nomor(kunci, kerja.fakta)
    sebelum = ALUR.sebelum(kunci, kerja.fakta)
    langkah = ALUR.cari(kunci)
    assert langkah is not None
    return {
        "tempat": "klaim",
        "judul_alur": _("Klaim JHT"),
        "judul_langkah": LANGKAH[langkah.judul],
        "nomor": nomor,
        "jumlah": jumlah,
        "versi": kerja.klaim.versi,
        "klaim": kerja.klaim,
        "pratinjau": kerja.pratinjau,
        "url_kembali": reverse("klaim:langkah", args=[sebelum.kunci])
        if sebelum
        else reverse("klaim:ringkasan"),
    }


def bilangan(teks: str) -> int | None:
    """Return a version number as a page carries it; None for anything else."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else None
