from __future__ import annotations

from allauth.account.views import logout
from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase


def keluar(request: HttpRequest) -> HttpResponseBase:
    """End the session as allauth does, and let the browser forget what it kept of the pages."""
    return _bersihkan(request, logout(request))


def keluar_petugas(request: HttpRequest) -> HttpResponseBase:
    """End an officer's session: their browser forgets, too."""
    return _bersihkan(request, admin.site.logout(request))


def _bersihkan(request: HttpRequest, jawaban: HttpResponseBase) -> HttpResponseBase:
    if request.method == "POST":
        # Cookies stay: the mark of a known browser and the language outlive a session.
        jawaban["Clear-Site-Data"] = '"cache", "storage"'
    return jawaban
