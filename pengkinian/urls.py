from __future__ import annotations

from django.urls import path

from pengkinian.views import kontak, koreksi, langkah, lupa_akun, mulai, verdict, wajah

app_name = "pengkinian"
urlpatterns = [
    path("", mulai.siapkan, name="mulai"),
    path("buka/", mulai.mulai, name="buka"),
    path("selesai/", mulai.selesai, name="selesai"),
    path("koreksi/", koreksi.koreksi, name="koreksi"),
    path("kontak/kirim/", kontak.kirim_kode, name="kontak_kirim"),
    path("kontak/kode/", kontak.kode, name="kontak_kode"),
    path("lupa-akun/", lupa_akun.lupa_akun, name="lupa_akun"),
    path("lupa-akun/kode/", lupa_akun.kode, name="lupa_kode"),
    path("lupa-akun/sandi/", lupa_akun.sandi, name="lupa_sandi"),
    path("wajah/mulai/", wajah.mulai, name="wajah_mulai"),
    path("wajah/status/", wajah.status, name="wajah_status"),
    path("wajah/foto/", wajah.foto, name="wajah_foto"),
    path("wajah/petugas/", wajah.minta_petugas, name="wajah_petugas"),
    path("wajah/<uuid:kode>/kirim/", wajah.kirim, name="wajah_kirim"),
    path("wajah/<uuid:kode>/tukar/", wajah.tukar, name="wajah_tukar"),
    path("verdict/<slug:kunci>/", verdict.verdict, name="verdict"),
    path("verdict/<slug:kunci>/petugas/", verdict.minta_petugas, name="verdict_petugas"),
    path("<slug:kunci>/", langkah.langkah, name="langkah"),
]
