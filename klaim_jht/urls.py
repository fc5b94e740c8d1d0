from __future__ import annotations

from django.urls import path

from klaim_jht.views import (
    berkas,
    dokumen,
    jadwal,
    keberatan,
    kunci,
    lacak,
    langkah,
    perbaikan,
    rekening,
    ringkasan,
    simulasi,
)

app_name = "klaim"
urlpatterns = [
    path("", ringkasan.ringkasan, name="ringkasan"),
    path("ajukan/", ringkasan.lanjut, name="lanjut"),
    path("ajukan/rekening/status/", rekening.status_rekening, name="rekening_status"),
    path("ajukan/jadwal/", jadwal.jadwalkan, name="jadwalkan"),
    path("ajukan/jadwal/batal/", jadwal.batal_jadwal, name="batal_jadwal"),
    path("ajukan/<slug:kunci>/", langkah.langkah, name="langkah"),
    path("kunci/", kunci.kunci, name="kunci"),
    path("kunci/pasang/", kunci.pasang, name="pasang_kunci"),
    path("kunci/buka/", kunci.buka, name="buka_kunci"),
    path("simulasi/", simulasi.simulasi, name="simulasi"),
    path("<uuid:kode>/", lacak.lacak, name="lacak"),
    path("<uuid:kode>/isi/", lacak.lacak_isi, name="lacak_isi"),
    path("<uuid:kode>/batal/", lacak.batal, name="batal"),
    path("<uuid:kode>/berkas/", berkas.berkas_diminta_halaman, name="berkas"),
    path("<uuid:kode>/keberatan/", keberatan.keberatan, name="keberatan"),
    path("<uuid:kode>/rekening/", perbaikan.perbaiki, name="perbaiki"),
    path("<uuid:kode>/resi.pdf", dokumen.resi, name="resi"),
    path("<uuid:kode>/resi/<int:ke>.pdf", dokumen.resi, name="resi_ke"),
    path("<uuid:kode>/bukti-potong/<int:ke>.pdf", dokumen.bukti_potong, name="bukti_potong"),
]
