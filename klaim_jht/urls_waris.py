"""The heirs' door: public pages before any login, and the application behind one."""

from __future__ import annotations

from django.urls import path

from klaim_jht.views import kematian, urutan_waris
from klaim_jht.views.waris import permohonan

app_name = "waris"
urlpatterns = [
    path("", urutan_waris.pintu, name="pintu"),
    path("lapor/", kematian.lapor, name="lapor"),
    path("lapor/terkirim/", kematian.terkirim, name="terkirim"),
    path("keliru/<uuid:kode>/", kematian.keliru, name="keliru"),
    path("urutan/", urutan_waris.urutan, name="urutan"),
    path("permohonan/", permohonan.permohonan, name="permohonan"),
    path("permohonan/isi/", permohonan.lanjut, name="lanjut"),
    path("permohonan/isi/rekening/status/", permohonan.rekening_status, name="rekening_status"),
    path("permohonan/isi/<slug:kunci>/", permohonan.langkah, name="langkah"),
    path("permohonan/<uuid:kode>/", permohonan.lihat, name="lihat"),
    path("permohonan/<uuid:kode>/batal/", permohonan.batal, name="batal"),
]
