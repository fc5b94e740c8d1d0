from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.models import Akun
from accounts.services.akun import ganti_bahasa
from accounts.views.dasar import pelaku_masuk


@require_POST
def pilih_bahasa(request: HttpRequest) -> HttpResponseBase:
    """Switch the pages of this browser as Django does, and keep the choice with the account."""
    bahasa = request.POST.get("language", "")
    if isinstance(request.user, Akun) and bahasa in dict(settings.LANGUAGES):
        ganti_bahasa(akun=request.user, bahasa=bahasa, pelaku=pelaku_masuk(request))
    return set_language(request)
