"""What the views of a logged-in person share."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.audit import pelaku_akun
from accounts.models import Akun
from accounts.rules.pelaku import Pelaku


def akun_masuk(request: HttpRequest) -> Akun:
    """Return who is logged in; only for views that require it."""
    assert isinstance(request.user, Akun)
    return request.user


def pelaku_masuk(request: HttpRequest) -> Pelaku:
    """Return who is logged in as an actor."""
    return pelaku_akun(akun_masuk(request))
