from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.selectors import sudah_dilaporkan
from accounts.services.bukan_saya import ambil_pesan_bertanda, laporkan_bukan_saya


@require_http_methods(["GET", "POST"])
def bukan_saya(request: HttpRequest, tanda: str) -> HttpResponse:
    """Say what a notice was about and take the report; readers of mail that open links send GET."""
    pesan = ambil_pesan_bertanda(tanda)
    if request.method == "POST":
        laporkan_bukan_saya(tanda=tanda)
        return redirect("bukan_saya", tanda)
    konteks = {"pesan": pesan, "sudah": sudah_dilaporkan(pesan)}
    return render(request, "accounts/bukan_saya.html", konteks)
