from __future__ import annotations

from django.urls import path

from saldo.views import berhenti, bukti, digital, gabung, iuran, pernyataan, ringkasan

app_name = "saldo"
urlpatterns = [
    path("", ringkasan.ringkasan, name="ringkasan"),
    path("kartu/<int:kartu_id>/", ringkasan.kartu, name="kartu"),
    path("kartu/<int:kartu_id>/berhenti/", berhenti.berhenti, name="berhenti"),
    path("kartu/<int:kartu_id>/berhenti/tarik/", berhenti.tarik, name="tarik_berhenti"),
    path("kartu/<int:kartu_id>/berhenti/tanggapi/", berhenti.tanggapi, name="tanggapi_berhenti"),
    path("jawab-berhenti/<str:tanda>/", berhenti.jawab, name="jawab_berhenti"),
    path("kartu/<int:kartu_id>/digital/", digital.digital, name="digital"),
    path("kartu/<int:kartu_id>/digital/kode/", digital.kode, name="digital_kode"),
    path("kartu/<int:kartu_id>/digital/kartu.pdf", digital.pdf, name="digital_pdf"),
    path("kartu/<int:kartu_id>/digital/kartu.png", digital.png, name="digital_png"),
    path("kartu-digital/", digital.daftar, name="digital_daftar"),
    path("bukti/", bukti.bukti, name="bukti"),
    path("gabung/", gabung.gabung, name="gabung"),
    path("gabung/pratinjau/", gabung.pratinjau, name="gabung_pratinjau"),
    path("gabung/<int:penggabungan_id>/batal/", gabung.batal, name="gabung_batal"),
    path("iuran/", iuran.iuran, name="iuran"),
    path("iuran/iuran.csv", iuran.unduh_csv, name="iuran_csv"),
    path("iuran/iuran.pdf", iuran.unduh_pdf, name="iuran_pdf"),
    path("pernyataan/", pernyataan.daftar, name="pernyataan"),
    path("pernyataan/<int:tahun>.pdf", pernyataan.unduh, name="pernyataan_unduh"),
]
