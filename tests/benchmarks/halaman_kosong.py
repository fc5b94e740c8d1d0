"""The portal with one page more: an empty one that requires login, the base of a ratio."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from jmo.wsgi import application

JALUR = "/ukur-kosong/"


def kosong(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _pasang() -> None:
    from django.contrib.auth.decorators import login_required

    from jmo.urls import urlpatterns

    # In front: the base must not pay for the search through all the portal's routes.
    urlpatterns.insert(0, path(JALUR.strip("/") + "/", login_required(kosong)))


_pasang()
__all__ = ["application"]
