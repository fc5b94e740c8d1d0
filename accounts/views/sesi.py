from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.selectors import ambil_sesi_milik, daftar_perangkat, daftar_sesi
from accounts.services.masuk import sidik_perangkat
from accounts.services.sesi import akhiri_sesi, akhiri_sesi_lain, lanjutkan_sesi
from accounts.sesi import SessionStore, sidik_sesi
from accounts.views.dasar import akun_masuk, pelaku_masuk


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    saya = akun_masuk(request)
    sidik_ini = sidik_perangkat(request.COOKIES.get("jmo_perangkat", ""))
    sesi = [
        {"baris": baris, "ini": baris.sidik == sidik_sesi(request.session.session_key)}
        for baris in daftar_sesi(saya)
    ]
    konteks = {
        "tempat": "akun",
        "sesi": sesi,
        "sesi_lain": sum(not satu["ini"] for satu in sesi),
        "perangkat": [
            {"baris": baris, "ini": baris.sidik == sidik_ini} for baris in daftar_perangkat(saya)
        ],
    }
    return render(request, "accounts/sesi.html", konteks)


@login_required
@require_POST
def akhiri(request: HttpRequest, sidik: str) -> HttpResponse:
    # First whose it is: somebody else's looks like none at all, without a question in between.
    ambil_sesi_milik(akun_masuk(request), sidik)
    jawaban: HttpResponse = _akhiri(request, sidik)
    return jawaban


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth carries no types
def _akhiri(request: HttpRequest, sidik: str) -> HttpResponse:
    akhiri_sesi(akun=akun_masuk(request), sidik=sidik, pelaku=pelaku_masuk(request))
    messages.success(request, _("Sesi diakhiri. Peramban itu harus masuk lagi."))
    return redirect("accounts:sesi")


@login_required
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth carries no types
def akhiri_lain(request: HttpRequest) -> HttpResponse:
    banyak = akhiri_sesi_lain(
        akun=akun_masuk(request), kecuali=request.session.session_key, pelaku=pelaku_masuk(request)
    )
    messages.success(request, _("%(banyak)s sesi lain diakhiri.") % {"banyak": banyak})
    return redirect("accounts:sesi")


@require_GET
def sisa(request: HttpRequest) -> JsonResponse:
    """Say how long the session lasts if nothing happens; asking does not make it longer."""
    return JsonResponse({"sisa": _sisa(request)})


@login_required
@require_POST
def lanjut(request: HttpRequest) -> JsonResponse:
    """Take the answer to the warning: somebody is still here."""
    if isinstance(request.session, SessionStore) and request.session.baris is not None:
        lanjutkan_sesi(request.session.baris)
    return JsonResponse({"sisa": _sisa(request)})


def _sisa(request: HttpRequest) -> int:
    sesi = request.session
    return (sesi.sisa_detik() or 0) if isinstance(sesi, SessionStore) else 0
