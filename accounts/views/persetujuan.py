from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rules.persetujuan import JenisPersetujuan
from accounts.selectors import ambil_persetujuan_milik
from accounts.services.persetujuan import tarik_persetujuan, teks_persetujuan
from accounts.teks import JUDUL_PERSETUJUAN
from accounts.views.dasar import akun_masuk, pelaku_masuk


@login_required
@require_http_methods(["GET", "POST"])
def tarik(request: HttpRequest, persetujuan_id: int) -> HttpResponse:
    saya = akun_masuk(request)
    if request.method == "POST":
        tarik_persetujuan(akun=saya, persetujuan_id=persetujuan_id, pelaku=pelaku_masuk(request))
        messages.success(
            request,
            _("Persetujuan ditarik. Data yang bergantung padanya dihapus dalam 3 x 24 jam."),
        )
        return redirect("accounts:akun")
    baris = ambil_persetujuan_milik(saya, persetujuan_id)
    jenis = JenisPersetujuan(baris.jenis)
    konteks = {
        "tempat": "akun",
        "baris": baris,
        "judul_persetujuan": JUDUL_PERSETUJUAN[jenis],
        "teks": teks_persetujuan(jenis),
    }
    return render(request, "accounts/tarik_persetujuan.html", konteks)
