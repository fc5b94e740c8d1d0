from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.views.dasar import pelaku_masuk
from jmo.lib.galat import Bentrok
from jmo.teks import kalimat_galat
from pengkinian.rules.status import StatusVerifikasi
from pengkinian.selectors import verdict_kasus
from pengkinian.services.penilaian_wajah import ke_petugas
from pengkinian.views.dasar import kasus_masuk

_JENIS = {"rekening": "REKENING", "kependudukan": "KEPENDUDUKAN", "kepesertaan": "NIK"}


@require_GET
@login_required
def verdict(request: HttpRequest, kunci: str) -> HttpResponse:
    """The live panel of a question to register or bank; leads back to its step when answered."""
    if kunci not in _JENIS:
        return redirect("pengkinian:mulai")
    kasus = kasus_masuk(request)
    baris = verdict_kasus(kasus).get(_JENIS[kunci]) if kasus is not None else None
    berjalan = {StatusVerifikasi.MENUNGGU, StatusVerifikasi.DIPROSES}
    if baris is None or baris.status not in berjalan:
        return HttpResponseClientRedirect(reverse("pengkinian:langkah", args=[kunci]))
    return render(request, "pengkinian/_verdict_berjalan.html", {"kunci": kunci})


@require_POST
@login_required
def minta_petugas(request: HttpRequest, kunci: str) -> HttpResponse:
    """The door "let an officer look" after an answer of the register that is not a yes."""
    kasus = kasus_masuk(request)
    if kasus is None or kunci not in _JENIS:
        return redirect("pengkinian:mulai")
    baris = verdict_kasus(kasus).get(_JENIS[kunci])
    if baris is not None:
        try:
            ke_petugas(verifikasi=baris, pelaku=pelaku_masuk(request))
        except Bentrok as galat:
            messages.error(request, kalimat_galat(galat))
    return redirect("pengkinian:langkah", kunci)
