"""Public pages: checking what we signed, and the keys for whoever checks without us."""

from __future__ import annotations

from django.urls import path, re_path

from saldo.views import periksa

app_name = "periksa"
urlpatterns = [
    path("", periksa.periksa, name="periksa"),
    path("cara/", periksa.cara, name="cara"),
    path("kunci.json", periksa.kunci_json, name="kunci_json"),
    path("kunci.pem", periksa.kunci_pem, name="kunci_pem"),
    # Whatever an address was cut down to gets its sentence, with or without the closing slash.
    re_path(r"^(?P<token>[^/]+)/?$", periksa.periksa, name="tanda"),
]
