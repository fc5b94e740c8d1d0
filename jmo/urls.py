"""Routes. The sandbox's pages are included outside production only."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from jmo import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.beranda, name="beranda"),
    path("sehat", views.sehat, name="sehat"),
    path("akun/", include("accounts.urls_masuk")),
    path("akun/mfa/", include("allauth.mfa.urls")),
    path("akun-saya/", include("accounts.urls")),
    path("petugas/", admin.site.urls),
]
