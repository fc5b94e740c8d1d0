"""Letting a draft file itself on its day, and taking that back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import Bentrok, Galat
from jmo.lib.tanggal import hari_ini_wib
from jmo.teks import kalimat_galat
from klaim_jht.models import Klaim
from klaim_jht.rules.jadwal import tanggal_jadwal
from klaim_jht.rules.kelayakan import HasilKelayakan
from klaim_jht.selectors import klaim_terbuka
from klaim_jht.selectors.jadwal import cari_jadwal
from klaim_jht.services.jadwal import batalkan_jadwal, jadwalkan_klaim


def susun_jadwal(klaim: Klaim, hasil: HasilKelayakan) -> dict[str, Any]:
    """Return what waits for its day, else the day that could be waited for."""
    jadwal = None if hasil.boleh else cari_jadwal(klaim)
    tanggal: date | None = None
    if jadwal is None:
        tanggal = tanggal_jadwal(hasil, hari_ini=hari_ini_wib(timezone.now()))
    return {"jadwal": jadwal, "jadwal_tanggal": tanggal}


@login_required
@require_POST
def jadwalkan(request: HttpRequest) -> HttpResponse:
    """Let the draft file itself, then go on with what can be finished today."""
    try:
        jadwalkan_klaim(klaim_id=_draf(request).pk, pelaku=pelaku_masuk(request))
    except Galat as galat:
        messages.error(request, kalimat_galat(galat))
    return redirect("klaim:lanjut")


@login_required
@require_POST
def batal_jadwal(request: HttpRequest) -> HttpResponse:
    """Take the wish back; what was filled in stays."""
    try:
        batalkan_jadwal(klaim_id=_draf(request).pk, pelaku=pelaku_masuk(request))
        messages.success(request, _("Jadwal dibatalkan; isian Anda tetap tersimpan."))
    except Galat as galat:
        messages.error(request, kalimat_galat(galat))
    return redirect("klaim:ringkasan")


def _draf(request: HttpRequest) -> Klaim:
    klaim = klaim_terbuka(ambil_peserta_akun(akun_masuk(request)))
    if klaim is None:
        raise Bentrok("jadwal_tidak_ada")
    return klaim
