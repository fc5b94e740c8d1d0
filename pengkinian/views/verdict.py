from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from pengkinian.rules.status import StatusVerifikasi
from pengkinian.selectors import verdict_kasus
from pengkinian.views.dasar import kasus_masuk

_JENIS = {"rekening": "REKENING", "kependudukan": "KEPENDUDUKAN", "kepesertaan": "NIK"}


@require_GET
@login_required
def verdict(request: HttpRequest, kunci: str) -> HttpResponse:
    """The live panel of a question to register or bank; leads back to its step when answered."""
    if kunci not in _JENIS:
        return redirect("pengkinian:mulai")
    baris = verdict_kasus(kasus_masuk(request)).get(_JENIS[kunci])
    berjalan = {StatusVerifikasi.MENUNGGU, StatusVerifikasi.DIPROSES}
    if baris is None or baris.status not in berjalan:
        return HttpResponseClientRedirect(reverse("pengkinian:langkah", args=[kunci]))
    return render(request, "pengkinian/_verdict_berjalan.html", {"kunci": kunci})
