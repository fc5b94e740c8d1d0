from __future__ import annotations

from django.urls import path

from saldo.views import bukti, iuran, ringkasan

app_name = "saldo"
urlpatterns = [
    path("", ringkasan.ringkasan, name="ringkasan"),
    path("kartu/<int:kartu_id>/", ringkasan.kartu, name="kartu"),
    path("bukti/", bukti.bukti, name="bukti"),
    path("iuran/", iuran.iuran, name="iuran"),
]
