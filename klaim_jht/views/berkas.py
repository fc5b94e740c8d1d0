"""Handing papers in: a step of the wizard, and a page of its own when an officer asks."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.rules.pelaku import Pelaku
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import Galat
from jmo.teks import kalimat_galat
from klaim_jht.alur import KunciLangkah
from klaim_jht.forms import BerkasForm
from klaim_jht.models import BerkasKlaim, Klaim
from klaim_jht.rules.berkas import berkas_kurang
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import ambil_klaim_milik
from klaim_jht.selectors.berkas import berkas_berlaku, berkas_diminta, jenis_berkas_ada
from klaim_jht.services.berkas import unggah_berkas
from klaim_jht.teks import JENIS_BERKAS
from klaim_jht.views.dasar import Kerja, Langkah


class LangkahBerkas(Langkah):
    """The papers that this claim needs; each that is good is kept, whatever the others are."""

    kunci = KunciLangkah.BERKAS
    label_lanjut = gettext_lazy("Unggah dan lanjutkan")

    def form(self, kerja: Kerja, isi: Mapping[str, Any] | None = None) -> forms.Form:
        assert kerja.pratinjau is not None
        ada = jenis_berkas_ada(kerja.klaim)
        berkas = kerja.request.FILES if isi is not None else None
        return BerkasForm(isi, berkas, jenis=kerja.pratinjau.berkas_perlu, ada=ada)

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        return {"berkas": sebut_berkas(berkas_berlaku(kerja.klaim))}

    def kirim(self, kerja: Kerja, form: forms.Form) -> HttpResponse | None:
        galat = _terima(kerja.klaim, form, pelaku=pelaku_masuk(kerja.request))
        assert kerja.pratinjau is not None
        kurang = berkas_kurang(kerja.pratinjau.berkas_perlu, jenis_berkas_ada(kerja.klaim))
        if kurang and not galat:
            nama = ", ".join(str(JENIS_BERKAS[satu]) for satu in kurang)
            galat.append(_("Masih kurang: %(nama)s.") % {"nama": nama})
        _sampaikan(kerja.request, galat)
        return redirect("klaim:langkah", self.kunci.value) if galat else None

    def nanti(self, kerja: Kerja, form: forms.Form) -> None:
        _sampaikan(kerja.request, _terima(kerja.klaim, form, pelaku=pelaku_masuk(kerja.request)))


@login_required
@require_http_methods(["GET", "POST"])
def berkas_diminta_halaman(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """The papers for which an officer waits, with the officer's words."""
    klaim = ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")
    diminta = berkas_diminta(klaim)
    if klaim.status != StatusKlaim.PERLU_PERBAIKAN_DATA or not diminta:
        return redirect("klaim:lacak", klaim.kode)
    isi: dict[str, Any] = {"jenis": [satu.jenis for satu in diminta], "ada": ()}
    if request.method == "POST":
        return _kirim_diminta(request, klaim, BerkasForm(request.POST, request.FILES, **isi))
    konteks = {
        "tempat": "klaim", "klaim": klaim, "form": BerkasForm(**isi),
        "diminta": sebut_berkas(diminta),
    }  # fmt: skip
    return render(request, "klaim_jht/berkas.html", konteks)


def _kirim_diminta(request: HttpRequest, klaim: Klaim, form: BerkasForm) -> HttpResponse:
    form.full_clean()
    galat = _terima(klaim, form, pelaku=pelaku_masuk(request))
    if not galat and not any(form.cleaned_data.values()):
        galat.append(_("Pilih foto atau PDF surat yang diminta."))
    _sampaikan(request, galat)
    if not galat:
        messages.success(request, _("Surat Anda kami terima; petugas membacanya lagi."))
    return redirect("klaim:berkas", klaim.kode)


def sebut_berkas(baris: Iterable[BerkasKlaim]) -> list[dict[str, Any]]:
    """Return papers with their names in words."""
    return [{"berkas": satu, "nama": JENIS_BERKAS.get(satu.jenis, satu.jenis)} for satu in baris]


def _terima(klaim: Klaim, form: forms.Form, *, pelaku: Pelaku) -> list[str]:
    """Keep every paper that is good; return what is wrong with the others."""
    galat = []
    for jenis, unggahan in form.cleaned_data.items():
        if unggahan is None:
            continue
        try:
            unggah_berkas(klaim_id=klaim.pk, jenis=jenis, isi=unggahan.read(), pelaku=pelaku)
        except Galat as sebab:
            nama = JENIS_BERKAS.get(jenis, jenis)
            galat.append(f"{nama}: {kalimat_galat(sebab)}")
    return galat


def _sampaikan(request: HttpRequest, galat: Iterable[str]) -> None:
    for satu in galat:
        messages.error(request, satu)
