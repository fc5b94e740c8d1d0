"""The participant's own lock on withdrawals: how it stands, on at once, off by face and hours."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.rules.kunci_pencairan import KeadaanKunci, KetentuanKunci
from accounts.selectors import ambil_peserta_akun, keadaan_kunci
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import Galat
from jmo.teks import kalimat_galat
from klaim_jht.services.kunci_pencairan import minta_buka_kunci, pasang_kunci
from klaim_jht.views.wajah import konteks_wajah_klaim


@login_required
@require_GET
def kunci(request: HttpRequest) -> HttpResponse:
    """How the lock stands; while it is on, the face that opens it."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    keadaan = keadaan_kunci(peserta)
    konteks = {
        "tempat": "klaim",
        "peserta": peserta,
        "kunci": keadaan,
        "jam": KetentuanKunci().jeda_jam,
    }
    if keadaan is KeadaanKunci.MENYALA:
        alamat = reverse("klaim:kunci")
        konteks |= konteks_wajah_klaim(request, peserta, lanjut=alamat, kembali=alamat)
    return render(request, "klaim_jht/kunci.html", konteks)


@login_required
@require_POST
def pasang(request: HttpRequest) -> HttpResponse:
    """Lock at once."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    pasang_kunci(peserta_id=peserta.pk, pelaku=pelaku_masuk(request))
    messages.success(request, _("Kunci pencairan menyala; kami memberi tahu semua kontak Anda."))
    return redirect("klaim:kunci")


@login_required
@require_POST
def buka(request: HttpRequest) -> HttpResponse:
    """Ask that it opens."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    try:
        minta_buka_kunci(peserta_id=peserta.pk, pelaku=pelaku_masuk(request))
    except Galat as galat:
        messages.error(request, kalimat_galat(galat))
    return redirect("klaim:kunci")
