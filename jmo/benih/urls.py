from __future__ import annotations

from django.urls import path

from jmo.benih import views

app_name = "benih"
urlpatterns = [
    path("", views.cerita, name="cerita"),
    path("masuk/<slug:kunci>/", views.masuk, name="masuk"),
    path("berkas-iuran.csv", views.berkas_iuran, name="berkas_iuran"),
    path("laci/", views.laci, name="laci"),
    path("kotak-masuk/", views.kotak_masuk, name="kotak_masuk"),
    path("wajah/", views.daftarkan_wajah, name="wajah"),
    path("kamera.json", views.kamera, name="kamera"),
    path("kamera/<slug:kunci>/<slug:nama>.jpg", views.bingkai, name="bingkai"),
    path("panel/", views.panel, name="panel"),
    path("panel/<slug:kunci>/", views.pasang, name="pasang"),
]
