from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.services.masuk import lupakan_perangkat
from accounts.views.dasar import akun_masuk, pelaku_masuk


@login_required
@require_POST
def lupakan(request: HttpRequest, perangkat_id: int) -> HttpResponse:
    lupakan_perangkat(
        akun=akun_masuk(request), perangkat_id=perangkat_id, pelaku=pelaku_masuk(request)
    )
    messages.success(request, _("Perangkat dilupakan. Bila dipakai lagi, Anda akan diberi tahu."))
    return redirect("accounts:akun")
