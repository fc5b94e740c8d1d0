"""Addresses that the bank calls, under /bank/."""

from __future__ import annotations

from django.urls import path

from klaim_jht.views import notifikasi

app_name = "bank"
urlpatterns = [path("v1.0/transfer/notify", notifikasi.notifikasi, name="notifikasi")]
