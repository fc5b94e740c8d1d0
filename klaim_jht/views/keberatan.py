"""An objection: the form, how it stands, and the officer's answer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.dasar import akun_masuk, pelaku_masuk
from klaim_jht.alur import KunciLangkah
from klaim_jht.forms import KeberatanForm
from klaim_jht.models import Klaim
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import ambil_klaim_milik, daftar_keberatan
from klaim_jht.services.keberatan import ajukan_keberatan, dapat_keberatan
from klaim_jht.teks import label_alasan


@login_required
@require_http_methods(["GET", "POST"])
def keberatan(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """One address for the objections to a claim, drafts included."""
    klaim = ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")
    form = KeberatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ajukan_keberatan(
            klaim_id=klaim.pk, uraian=form.cleaned_data["uraian"], pelaku=pelaku_masuk(request)
        )
        messages.success(request, _("Keberatan Anda kami terima; seorang petugas membacanya."))
        return redirect("klaim:keberatan", klaim.kode)
    konteks = {
        "tempat": "klaim",
        "klaim": klaim,
        "alasan": label_alasan(klaim.alasan),
        "keberatan": daftar_keberatan(klaim),
        "form": form if dapat_keberatan(klaim) else None,
        "kembali": _kembali(klaim),
    }
    return render(request, "klaim_jht/keberatan.html", konteks)


def _kembali(klaim: Klaim) -> str:
    if klaim.status == StatusKlaim.DRAF:
        return reverse("klaim:langkah", args=[KunciLangkah.SYARAT.value])
    return reverse("klaim:lacak", args=[klaim.kode])
