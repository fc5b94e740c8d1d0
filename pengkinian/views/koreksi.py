from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.views.dasar import pelaku_masuk
from pengkinian.forms import KoreksiForm
from pengkinian.models import KasusKoreksi
from pengkinian.selectors import TERBUKA, daftar_koreksi
from pengkinian.services.koreksi import laporkan_salah
from pengkinian.views.dasar import kasus_masuk, peserta_masuk


@login_required
def koreksi(request: HttpRequest) -> HttpResponse:
    """The answer "Ada yang salah": say what, and go on; what officers answered is read here too."""
    peserta, kasus = peserta_masuk(request), kasus_masuk(request)
    riwayat = daftar_koreksi(peserta)
    if kasus is None or kasus.status not in TERBUKA:
        if not riwayat or request.method == "POST":
            return redirect("pengkinian:selesai")
        return render(request, "pengkinian/koreksi.html", {"riwayat": riwayat})
    form = KoreksiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        laporkan_salah(
            kasus=kasus, jenis=KasusKoreksi.Jenis(form.cleaned_data["jenis"]),
            uraian=form.cleaned_data["uraian"], pelaku=pelaku_masuk(request),
        )  # fmt: skip
        messages.success(
            request, _("Terkirim. Petugas menjawab paling lama 3 × 24 jam; Anda dapat melanjutkan.")
        )
        return redirect("pengkinian:langkah", "wajah")
    return render(request, "pengkinian/koreksi.html", {"form": form, "riwayat": riwayat})
