from __future__ import annotations

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponseBase


def keluar(request: HttpRequest) -> HttpResponseBase:
    """End the session as allauth does, and let the browser forget what it kept of the pages."""
    jawaban: HttpResponseBase = logout(request)
    if request.method == "POST":
        # Cookies stay: the mark of a known browser and the language outlive a session.
        jawaban["Clear-Site-Data"] = '"cache", "storage"'
    return jawaban
