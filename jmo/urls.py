"""Routes. The sandbox's pages are included outside production only."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from accounts.views.keluar import keluar_petugas
from jmo import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.beranda, name="beranda"),
    path("sehat", views.sehat, name="sehat"),
    path("status/", views.status, name="status"),
    path("pekerja.js", views.pekerja, name="pekerja"),
    path("manifes.webmanifest", views.manifes, name="manifes"),
    path("luring/", views.luring, name="luring"),
    path("akun/", include("accounts.urls_masuk")),
    path("akun/mfa/", include("allauth.mfa.urls")),
    path("akun-saya/", include("accounts.urls")),
    path("saldo/", include("saldo.urls")),
    path("periksa/", include("saldo.urls_periksa")),
    path("pengkinian/", include("pengkinian.urls")),
    path("klaim/", include("klaim_jht.urls")),
    path("bank/", include("klaim_jht.urls_bank")),
    path("ahli-waris/", include("klaim_jht.urls_waris")),
    path("api/v1/klaim/", include("klaim_jht.api")),
    path("api/v1/skema", SpectacularAPIView.as_view(), name="skema"),
    path("petugas/logout/", keluar_petugas),
    path("petugas/", admin.site.urls),
]
if not settings.PRODUKSI:
    urlpatterns.append(path("coba/", include("jmo.benih.urls")))
