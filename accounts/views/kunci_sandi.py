"""Passkeys of one's own: first whose it is, then allauth's page.

allauth asks for the password first, so a stranger would see that question instead of nothing.
"""

from __future__ import annotations

from allauth.mfa.webauthn import views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from accounts.selectors import pastikan_kunci_sandi_milik
from accounts.views.dasar import akun_masuk


@login_required
def hapus(request: HttpRequest, pk: int) -> HttpResponseBase:
    pastikan_kunci_sandi_milik(akun_masuk(request), pk)
    jawaban: HttpResponseBase = views.remove_webauthn(request, pk=pk)
    return jawaban


@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponseBase:
    pastikan_kunci_sandi_milik(akun_masuk(request), pk)
    jawaban: HttpResponseBase = views.edit_webauthn(request, pk=pk)
    return jawaban
