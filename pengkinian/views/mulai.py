from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.views.dasar import pelaku_masuk
from pengkinian.selectors import (
    TERBUKA,
    kasus_terbuka,
    menit_biasanya,
    profil_terakhir,
)
from pengkinian.services.pengisian import mulai_pengkinian
from pengkinian.views.dasar import ke_langkah_berikut, peserta_masuk


@require_GET
@login_required
def siapkan(request: HttpRequest) -> HttpResponse:
    """The start page: what to have at hand, and how long it usually takes."""
    peserta = peserta_masuk(request)
    kasus = kasus_terbuka(peserta)
    if kasus is not None and kasus.status not in TERBUKA:
        return redirect("pengkinian:selesai")
    konteks = {
        "peserta": peserta,
        "menit": menit_biasanya(),
        "lanjut": kasus is not None,
        "profil": profil_terakhir(peserta),
    }
    return render(request, "pengkinian/mulai.html", konteks)


@require_POST
@login_required
def mulai(request: HttpRequest) -> HttpResponse:
    kasus = mulai_pengkinian(peserta=peserta_masuk(request), pelaku=pelaku_masuk(request))
    return ke_langkah_berikut(kasus)


@require_GET
@login_required
def selesai(request: HttpRequest) -> HttpResponse:
    """What became of a confirmed update, and what happens next."""
    peserta = peserta_masuk(request)
    kasus = kasus_terbuka(peserta)
    if kasus is not None and kasus.status in TERBUKA:
        return ke_langkah_berikut(kasus)
    if kasus is None and peserta.pengkinian_pada is None:
        return redirect("pengkinian:mulai")
    return render(request, "pengkinian/selesai.html", {"peserta": peserta, "kasus": kasus})
