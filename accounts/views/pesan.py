from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.selectors import daftar_pesan_terbaru
from accounts.services.bukan_saya import tanda_bila_berlaku
from accounts.services.pesan import tandai_dibaca, tandai_semua_dibaca
from accounts.views.dasar import akun_masuk

BATAS = 100


@login_required
@require_GET
def daftar_pesan(request: HttpRequest) -> HttpResponse:
    pesan = daftar_pesan_terbaru(akun_masuk(request), BATAS)
    belum = any(baris.dibaca_pada is None for baris in pesan)
    konteks = {"tempat": "akun", "pesan": pesan, "ada_belum_dibaca": belum}
    return render(request, "accounts/pesan.html", konteks)


@login_required
@require_GET
def baca_pesan(request: HttpRequest, pesan_id: int) -> HttpResponse:
    pesan = tandai_dibaca(akun=akun_masuk(request), pesan_id=pesan_id)
    konteks = {"tempat": "akun", "pesan": pesan, "tanda": tanda_bila_berlaku(pesan)}
    return render(request, "accounts/pesan_baca.html", konteks)


@login_required
@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    tandai_semua_dibaca(akun=akun_masuk(request))
    return redirect("accounts:pesan")
