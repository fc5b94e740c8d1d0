from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def tertutup(request: HttpRequest, **_: str) -> HttpResponse:
    """Answer for doors of allauth that this portal does not have."""
    raise Http404
