from __future__ import annotations

from django.urls import path

from accounts.views import akun, perangkat, persetujuan, pesan, sesi

app_name = "accounts"
urlpatterns = [
    path("", akun.akun, name="akun"),
    path("pesan/", pesan.daftar_pesan, name="pesan"),
    path("pesan/baca-semua/", pesan.baca_semua, name="baca_semua"),
    path("pesan/<int:pesan_id>/", pesan.baca_pesan, name="baca_pesan"),
    path("persetujuan/<int:persetujuan_id>/tarik/", persetujuan.tarik, name="tarik_persetujuan"),
    path("sesi/", sesi.daftar, name="sesi"),
    path("sesi/sisa/", sesi.sisa, name="sisa_sesi"),
    path("sesi/lanjut/", sesi.lanjut, name="lanjut_sesi"),
    path("sesi/akhiri-lain/", sesi.akhiri_lain, name="akhiri_sesi_lain"),
    path("sesi/<str:sidik>/akhiri/", sesi.akhiri, name="akhiri_sesi"),
    path("perangkat/<int:perangkat_id>/lupakan/", perangkat.lupakan, name="lupakan_perangkat"),
]
