from __future__ import annotations

from django.urls import path

from saldo.views import berhenti, bukti, gabung, iuran, pernyataan, ringkasan

app_name = "saldo"
urlpatterns = [
    path("", ringkasan.ringkasan, name="ringkasan"),
    path("kartu/<int:kartu_id>/", ringkasan.kartu, name="kartu"),
    path("kartu/<int:kartu_id>/berhenti/", berhenti.berhenti, name="berhenti"),
    path("kartu/<int:kartu_id>/berhenti/tarik/", berhenti.tarik, name="tarik_berhenti"),
    path("kartu/<int:kartu_id>/berhenti/tanggapi/", berhenti.tanggapi, name="tanggapi_berhenti"),
    path("jawab-berhenti/<str:tanda>/", berhenti.jawab, name="jawab_berhenti"),
    path("bukti/", bukti.bukti, name="bukti"),
    path("gabung/", gabung.gabung, name="gabung"),
    path("gabung/pratinjau/", gabung.pratinjau, name="gabung_pratinjau"),
    path("gabung/<int:penggabungan_id>/batal/", gabung.batal, name="gabung_batal"),
    path("iuran/", iuran.iuran, name="iuran"),
    path("pernyataan/", pernyataan.daftar, name="pernyataan"),
    path("pernyataan/<int:tahun>.pdf", pernyataan.unduh, name="pernyataan_unduh"),
]
