from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.rules.persetujuan import JenisPersetujuan, boleh_ditarik
from accounts.selectors import (
    cari_peserta_akun,
    daftar_dilihat,
    daftar_perangkat,
    daftar_persetujuan,
    hitung_pesan_belum_dibaca,
    keadaan_kunci,
    kontak_berlaku,
)
from accounts.services.masuk import sidik_perangkat
from accounts.teks import JUDUL_PERSETUJUAN
from accounts.views.dasar import akun_masuk


@login_required
@require_GET
def akun(request: HttpRequest) -> HttpResponse:
    saya = akun_masuk(request)
    peserta = cari_peserta_akun(saya)
    sidik_ini = sidik_perangkat(request.COOKIES.get("jmo_perangkat", ""))
    konteks = {
        "tempat": "akun",
        "akun": saya,
        "peserta": peserta,
        "kunci": keadaan_kunci(peserta) if peserta else None,
        "kontak": kontak_berlaku(peserta) if peserta else {},
        "persetujuan": [
            {
                "baris": baris,
                "judul": JUDUL_PERSETUJUAN[JenisPersetujuan(baris.jenis)],
                "boleh_ditarik": baris.ditarik_pada is None
                and boleh_ditarik(JenisPersetujuan(baris.jenis)),
            }
            for baris in daftar_persetujuan(saya)
        ],
        "perangkat": [
            {"baris": baris, "ini": baris.sidik == sidik_ini} for baris in daftar_perangkat(saya)
        ],
        "belum_dibaca": hitung_pesan_belum_dibaca(saya),
        "dilihat": daftar_dilihat(peserta) if peserta else [],
    }
    return render(request, "accounts/akun.html", konteks)
