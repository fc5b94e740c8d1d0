"""An account for a claim: bank and number, the bank's word, and then "use this one"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import Peserta
from accounts.rules.pelaku import Pelaku
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk, pelaku_masuk
from klaim_jht.alur import KunciLangkah
from klaim_jht.forms import RekeningForm
from klaim_jht.selectors import rekening_ditanyakan
from klaim_jht.teks import REKENING_DITANYA
from klaim_jht.views.dasar import Kerja, Langkah
from pengkinian.models import HasilVerifikasi
from pengkinian.rules.status import BERJALAN, StatusVerifikasi
from pengkinian.rules.wajah import Keperluan
from pengkinian.services.rekening import pasang_rekening
from pengkinian.services.tanya_rekening import minta_periksa_rekening

DAPAT_DIPAKAI = frozenset({StatusVerifikasi.COCOK, StatusVerifikasi.DITINJAU_PETUGAS})


def konteks_rekening(request: HttpRequest, peserta: Peserta) -> dict[str, Any]:
    """Return what is known of the account that was typed: asked, answered, or nothing yet."""
    verdict = rekening_ditanyakan(peserta)
    if verdict is None:
        return {"tahap": "isi", "verdict": None}
    if verdict.status in DAPAT_DIPAKAI and "lain" not in request.GET:
        tahap = "pakai"
    elif verdict.status in BERJALAN and "lain" not in request.GET:
        tahap = "tunggu"
    else:
        tahap = "isi"
    return {
        "tahap": tahap,
        "verdict": verdict,
        "kalimat_verdict": REKENING_DITANYA.get(verdict.status, ""),
        "gagal": verdict.status not in BERJALAN | DAPAT_DIPAKAI,
    }


def verdict_dipakai(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the answer that lets an account be used; None while there is none."""
    verdict = rekening_ditanyakan(peserta)
    return verdict if verdict is not None and verdict.status in DAPAT_DIPAKAI else None


def isian_gagal(peserta: Peserta) -> dict[str, Any]:
    """Return what was typed when the bank said no to it, so that one digit can be mended."""
    verdict = rekening_ditanyakan(peserta)
    if verdict is None or verdict.status in BERJALAN | DAPAT_DIPAKAI:
        return {}
    return {nama: verdict.masukan.get(nama, "") for nama in ("kode_bank", "nomor")}


def tanyakan(peserta: Peserta, isi: Mapping[str, Any], pelaku: Pelaku) -> None:
    """Have the bank asked about what was typed."""
    minta_periksa_rekening(
        peserta=peserta, kasus=None, keperluan=Keperluan.KLAIM, kode_bank=isi["kode_bank"],
        nomor=isi["nomor"], pelaku=pelaku,
    )  # fmt: skip


class Rekening(Langkah):
    """Where the money goes, asked only where no account stands."""

    kunci = KunciLangkah.REKENING
    label_lanjut = _("Periksa rekening")

    def form(self, kerja: Kerja, isi: Mapping[str, Any] | None = None) -> forms.Form:
        if isi is not None and "pakai" in isi:
            return forms.Form(isi)
        return RekeningForm(isi, initial=isian_gagal(kerja.peserta))

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        return konteks_rekening(kerja.request, kerja.peserta)

    def kirim(self, kerja: Kerja, form: forms.Form) -> HttpResponse | None:
        pelaku = pelaku_masuk(kerja.request)
        if isinstance(form, RekeningForm):
            tanyakan(kerja.peserta, form.cleaned_data, pelaku)
            return redirect("klaim:langkah", self.kunci)
        verdict = verdict_dipakai(kerja.peserta)
        if verdict is None:
            return redirect("klaim:langkah", self.kunci)
        kerja.simpan(self.kunci, {})
        pasang_rekening(verifikasi=verdict, pelaku=pelaku)
        return None


@login_required
@require_GET
def status_rekening(request: HttpRequest) -> HttpResponse:
    """The live panel while the bank is asked; leads back when it has answered."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    konteks = konteks_rekening(request, peserta)
    if konteks["tahap"] != "tunggu":
        # The step of the draft leads on to the repair where the claim was filed already.
        return HttpResponseClientRedirect(reverse("klaim:langkah", args=[KunciLangkah.REKENING]))
    return render(request, "klaim_jht/_rekening_tunggu.html", konteks)
