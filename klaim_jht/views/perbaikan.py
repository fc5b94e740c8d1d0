"""Another account for a claim that waits for one: account, fresh face, code, done."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Kontak
from accounts.services.otp import kirim_kode, periksa_kode
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import IsianTidakSah, TerlaluSering
from jmo.teks import kalimat_galat
from klaim_jht.forms import KodeForm, RekeningForm
from klaim_jht.models import Klaim
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import ambil_klaim_milik, kode_berjalan, kontak_terbukti
from klaim_jht.selectors.susulan import susulan_menunggu_rekening
from klaim_jht.services.perbaikan import perbaiki_rekening
from klaim_jht.services.susulan import perbaiki_rekening_susulan
from klaim_jht.views.rekening import isian_gagal, konteks_rekening, tanyakan, verdict_dipakai
from klaim_jht.views.wajah import konteks_wajah_klaim
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import wajah_segar

KEPERLUAN = "REKENING"


@login_required
@require_http_methods(["GET", "POST"])
def perbaiki(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """One address for the whole repair: what is missing next is what it shows."""
    klaim = ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")
    if not _menunggu(klaim):
        return redirect("klaim:lacak", klaim.kode)
    if verdict_dipakai(klaim.pemohon) is None or "lain" in request.GET:
        return _rekening(request, klaim)
    if wajah_segar(klaim.pemohon, untuk=Keperluan.KLAIM) is None:
        return _wajah(request, klaim)
    return _kode(request, klaim)


def _menunggu(klaim: Klaim) -> bool:
    if klaim.status == StatusKlaim.PERLU_PERBAIKAN_REKENING:
        return True
    return klaim.status == StatusKlaim.DIBAYAR and susulan_menunggu_rekening(klaim) is not None


def _rekening(request: HttpRequest, klaim: Klaim) -> HttpResponse:
    form = RekeningForm(request.POST or None, initial=isian_gagal(klaim.pemohon))
    if request.method == "POST" and form.is_valid():
        try:
            tanyakan(klaim.pemohon, form.cleaned_data, pelaku_masuk(request))
        except TerlaluSering as galat:
            form.add_error(None, kalimat_galat(galat))
        else:
            return redirect("klaim:perbaiki", klaim.kode)
    konteks = {
        **_bingkai(klaim, 1, _("Rekening baru")),
        "form": form,
        "label_lanjut": _("Periksa rekening"),
        **konteks_rekening(request, klaim.pemohon),
    }
    return render(request, "klaim_jht/perbaiki_rekening.html", konteks)


def _wajah(request: HttpRequest, klaim: Klaim) -> HttpResponse:
    alamat = reverse("klaim:perbaiki", args=[klaim.kode])
    konteks = {
        **_bingkai(klaim, 2, _("Pastikan ini Anda")),
        **konteks_wajah_klaim(request, klaim.pemohon, lanjut=alamat),
    }
    return render(request, "klaim_jht/langkah_wajah.html", konteks)


def _kode(request: HttpRequest, klaim: Klaim) -> HttpResponse:
    kontak = kontak_terbukti(klaim.pemohon)
    form = KodeForm()
    if request.method == "POST":
        if "tanpa_kode" in request.POST or not kontak:
            return _pasang(request, klaim)
        if "kirim" in request.POST:
            return _kirim_kode(request, klaim, kontak)
        form = KodeForm(request.POST)
        if form.is_valid() and _terima_kode(request, klaim, form):
            return _pasang(request, klaim)
    konteks = {
        **_bingkai(klaim, 3, _("Pasang rekening ini")),
        "form": form,
        "verdict": verdict_dipakai(klaim.pemohon),
        "kontak": kontak,
        "kode": kode_berjalan(klaim.pemohon),
    }
    return render(request, "klaim_jht/perbaiki_kode.html", konteks)


def _kirim_kode(request: HttpRequest, klaim: Klaim, kontak: list[Kontak]) -> HttpResponse:
    pilihan = {satu.jenis: satu for satu in kontak}
    tujuan = pilihan.get(request.POST["kirim"], kontak[0])
    try:
        kirim_kode(
            akun=akun_masuk(request), keperluan=KEPERLUAN, saluran=tujuan.jenis,
            tujuan=tujuan.nilai, pelaku=pelaku_masuk(request),
        )  # fmt: skip
    except TerlaluSering as galat:
        messages.error(request, kalimat_galat(galat))
    return redirect("klaim:perbaiki", klaim.kode)


def _terima_kode(request: HttpRequest, klaim: Klaim, form: KodeForm) -> bool:
    berjalan = kode_berjalan(klaim.pemohon)
    if berjalan is None:
        form.add_error("kode", _("Kode sudah lewat lima menit. Minta kode baru, lalu isi segera."))
        return False
    try:
        periksa_kode(
            akun=akun_masuk(request), keperluan=KEPERLUAN, saluran=berjalan.saluran,
            tujuan=berjalan.tujuan, kode=form.cleaned_data["kode"], pelaku=pelaku_masuk(request),
        )  # fmt: skip
    except IsianTidakSah as galat:
        form.add_error("kode", kalimat_galat(galat))
        return False
    return True


def _pasang(request: HttpRequest, klaim: Klaim) -> HttpResponse:
    verdict = verdict_dipakai(klaim.pemohon)
    assert verdict is not None
    pelaku = pelaku_masuk(request)
    if klaim.status == StatusKlaim.DIBAYAR:
        perbaiki_rekening_susulan(klaim_id=klaim.pk, verifikasi=verdict, pelaku=pelaku)
        messages.success(request, _("Rekening terpasang; uang susulan Anda dikirim ke sana."))
    else:
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verdict, pelaku=pelaku)
        messages.success(request, _("Rekening terpasang; klaim Anda berjalan lagi."))
    return redirect("klaim:lacak", klaim.kode)


def _bingkai(klaim: Klaim, nomor: int, judul: str) -> dict[str, Any]:
    return {
        "tempat": "klaim",
        "judul_alur": _("Perbaiki rekening"),
        "judul_langkah": judul,
        "nomor": nomor,
        "jumlah": 3,
        "klaim": klaim,
        "jumlah_dikirim": _jumlah(klaim),
        "url_kembali": reverse("klaim:lacak", args=[klaim.kode])
        if nomor == 1
        else f"{reverse('klaim:perbaiki', args=[klaim.kode])}?lain=1",
    }


def _jumlah(klaim: Klaim) -> int | None:
    """Return what goes to the new account: later money where it is that which waits."""
    susulan = susulan_menunggu_rekening(klaim) if klaim.status == StatusKlaim.DIBAYAR else None
    return susulan.neto if susulan else klaim.neto
