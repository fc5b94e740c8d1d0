"""Doors before the login: allauth's, without those that the portal does not have.

Contacts are proved by our own codes: an address added on allauth's page would let whoever sits at
an open session recover the account later.
"""

from __future__ import annotations

from allauth.account.urls import urlpatterns as milik_allauth
from django.urls import path, re_path
from django.views.generic import RedirectView

from accounts.views import akun_terbatas, kunci_sandi
from accounts.views.bahasa import pilih_bahasa
from accounts.views.bukan_saya import bukan_saya
from accounts.views.keluar import keluar
from accounts.views.tertutup import tertutup

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="accounts:akun")),
    path("bahasa/", pilih_bahasa, name="set_language"),
    path("baru/", akun_terbatas.telepon, name="akun_baru"),
    path("baru/kode/", akun_terbatas.kode, name="akun_baru_kode"),
    path("baru/data/", akun_terbatas.data, name="akun_baru_data"),
    path("bukan-saya/<str:tanda>/", bukan_saya, name="bukan_saya"),
    path("logout/", keluar),
    path("signup/", tertutup),
    path("email/", RedirectView.as_view(pattern_name="accounts:akun")),
    path("password/set/", tertutup),
    path("login/code/confirm/", tertutup),
    re_path(r"^confirm-email/(?P<kunci>.*)$", tertutup),
    path("mfa/webauthn/keys/<int:pk>/remove/", kunci_sandi.hapus),
    path("mfa/webauthn/keys/<int:pk>/edit/", kunci_sandi.ubah),
    *milik_allauth,
]
