"""The heirs' door: public pages, before any login."""

from __future__ import annotations

from django.urls import path

from klaim_jht.views import kematian, urutan_waris

app_name = "waris"
urlpatterns = [
    path("", urutan_waris.pintu, name="pintu"),
    path("lapor/", kematian.lapor, name="lapor"),
    path("lapor/terkirim/", kematian.terkirim, name="terkirim"),
    path("keliru/<uuid:kode>/", kematian.keliru, name="keliru"),
    path("urutan/", urutan_waris.urutan, name="urutan"),
]
