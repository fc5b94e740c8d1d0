from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.views.dasar import pelaku_masuk
from pengkinian.forms import KoreksiForm
from pengkinian.models import KasusKoreksi
from pengkinian.services.dukcapil import minta_verifikasi_nik
from pengkinian.services.koreksi import buka_koreksi
from pengkinian.services.pengisian import isi_langkah
from pengkinian.views.dasar import kasus_masuk


@login_required
def koreksi(request: HttpRequest) -> HttpResponse:
    """The answer "Ada yang salah": say what, and go on; an officer answers within 3x24 hours."""
    kasus, pelaku = kasus_masuk(request), pelaku_masuk(request)
    form = KoreksiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        jenis = KasusKoreksi.Jenis(form.cleaned_data["jenis"])
        buka_koreksi(
            peserta=kasus.peserta, kasus=kasus, jenis=jenis, pelaku=pelaku,
            uraian=form.cleaned_data["uraian"],
        )  # fmt: skip
        kasus = isi_langkah(
            kasus_id=kasus.pk, kunci="kepesertaan", isian={"pernyataan": "koreksi"}, versi=None,
            pelaku=pelaku,
        )  # fmt: skip
        minta_verifikasi_nik(kasus=kasus, pelaku=pelaku)
        messages.success(
            request, _("Terkirim. Petugas menjawab paling lama 3 × 24 jam; Anda dapat melanjutkan.")
        )
        return redirect("pengkinian:langkah", "wajah")
    return render(request, "pengkinian/koreksi.html", {"form": form})
