"""Home and health: the only pages that may see all apps."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


@login_required
def beranda(request: HttpRequest) -> HttpResponse:
    return render(request, "beranda.html")


def sehat(request: HttpRequest) -> JsonResponse:
    """Tell machines whether the portal can serve."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    return JsonResponse({"status": "sehat"})
