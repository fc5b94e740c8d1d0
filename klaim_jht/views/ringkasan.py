from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.selectors import ambil_peserta_akun, keadaan_kunci
from accounts.views.dasar import akun_masuk, pelaku_masuk
from klaim_jht.alur import ALUR, KunciLangkah
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import daftar_klaim_milik, jam_klaim, klaim_terbuka, riwayat_klaim
from klaim_jht.selectors.jadwal import cari_jadwal
from klaim_jht.selectors.susulan import susulan_terbuka
from klaim_jht.services.pengajuan import mulai_klaim
from klaim_jht.teks import KEADAAN_SUSULAN, LANGKAH_BERIKUT, STATUS, jenis_lencana, label_alasan
from klaim_jht.views.dasar import susun_kerja


@login_required
@require_GET
def ringkasan(request: HttpRequest) -> HttpResponse:
    """The open claim with its clock, or the way to file one; then the claims of before."""
    akun = akun_masuk(request)
    peserta = ambil_peserta_akun(akun)
    terbuka = klaim_terbuka(peserta)
    konteks: dict[str, object] = {
        "tempat": "klaim", "peserta": peserta, "kunci": keadaan_kunci(peserta)
    }  # fmt: skip
    if terbuka is not None and terbuka.status == StatusKlaim.DRAF:
        konteks["draf"] = terbuka
        konteks["jadwal"] = cari_jadwal(terbuka)
        konteks["alasan_draf"] = label_alasan(terbuka.alasan) if terbuka.alasan else ""
    elif terbuka is not None:
        konteks["terbuka"] = {
            "klaim": terbuka,
            "status": STATUS[terbuka.status],
            "lencana": jenis_lencana(terbuka.status),
            "berikut": LANGKAH_BERIKUT.get(terbuka.status, ""),
            "jam": jam_klaim(terbuka, riwayat_klaim(terbuka), kini=timezone.now()),
        }
    susulan = susulan_terbuka(akun)
    konteks["lama"] = [
        {
            "klaim": satu, "status": STATUS[satu.status], "lencana": jenis_lencana(satu.status),
            "alasan": label_alasan(satu.alasan),
            "susulan": KEADAAN_SUSULAN[susulan[satu.pk]] if satu.pk in susulan else None,
        }
        for satu in daftar_klaim_milik(akun)
        if terbuka is None or satu.pk != terbuka.pk
    ]  # fmt: skip
    return render(request, "klaim_jht/ringkasan.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def lanjut(request: HttpRequest) -> HttpResponse:
    """Open a draft (POST), and go to the first step that is not complete."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    if request.method == "POST":
        klaim = mulai_klaim(peserta=peserta, pelaku=pelaku_masuk(request))
    else:
        ada = klaim_terbuka(peserta)
        if ada is None:
            return redirect("klaim:ringkasan")
        klaim = ada
    if klaim.status != StatusKlaim.DRAF:
        return redirect("klaim:lacak", klaim.kode)
    langkah = ALUR.pertama_belum_selesai(susun_kerja(request, peserta, klaim).fakta)
    return redirect("klaim:langkah", langkah.kunci if langkah else KunciLangkah.KONFIRMASI)
