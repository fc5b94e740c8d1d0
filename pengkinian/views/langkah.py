"""The driver: every step goes through here; each step's own part stands in `isi`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.views.dasar import pelaku_masuk
from jmo.lib.galat import Bentrok, TerlaluSering
from jmo.teks import kalimat_galat
from pengkinian.alur import ALUR
from pengkinian.models import KasusPengkinian
from pengkinian.selectors import susun_fakta
from pengkinian.services.pengisian import simpan_sementara
from pengkinian.views.dasar import (
    alihkan_bila_perlu,
    bingkai_langkah,
    kasus_masuk,
    ke_langkah_berikut,
    ke_sesudah,
)
from pengkinian.views.isi import LANGKAH


@login_required
def langkah(request: HttpRequest, kunci: str) -> HttpResponse:
    kasus = kasus_masuk(request)
    if kasus is None:
        return redirect("pengkinian:selesai")
    if ALUR.cari(kunci) is None:
        return ke_langkah_berikut(kasus)
    fakta = susun_fakta(kasus)
    alihan = alihkan_bila_perlu(kasus, kunci, fakta)
    if alihan is not None:
        return alihan
    konteks = bingkai_langkah(kasus, kunci, fakta)
    isi, status = LANGKAH[kunci], 200
    if request.method == "POST":
        if "nanti" in request.POST:
            return _simpan_nanti(request, kasus, kunci)
        jawaban = _kirim(request, kasus, kunci, konteks)
        if isinstance(jawaban, HttpResponse):
            return jawaban
        status = jawaban
    else:
        konteks["form"] = isi.form_awal(kasus)
    konteks |= isi.konteks(request, kasus)
    return render(request, f"pengkinian/langkah_{kunci}.html", konteks, status=status)


def _kirim(
    request: HttpRequest, kasus: KasusPengkinian, kunci: str, konteks: dict[str, Any]
) -> HttpResponse | int:
    """Take what was sent; returns a status when the page must be shown again with its errors."""
    isi = LANGKAH[kunci]
    form = isi.form_kirim(request, kasus)
    konteks["form"] = form
    if form is not None and not form.is_valid():
        return 200
    try:
        tujuan = isi.simpan(request, kasus, form, pelaku_masuk(request))
    except (Bentrok, TerlaluSering) as galat:
        # Nothing typed is lost: the form is shown again with the sentence on top.
        messages.error(request, kalimat_galat(galat))
        if form is None:
            return redirect("pengkinian:langkah", kunci)
        kasus.refresh_from_db()
        konteks |= bingkai_langkah(kasus, kunci, susun_fakta(kasus))
        return galat.status_http
    if tujuan is not None:
        return tujuan
    kasus.refresh_from_db()
    return ke_sesudah(kasus, kunci)


def _simpan_nanti(request: HttpRequest, kasus: KasusPengkinian, kunci: str) -> HttpResponse:
    form = LANGKAH[kunci].form_kirim(request, kasus)
    if form is not None:
        # As typed, unfinished or not; a box that is not ticked sends nothing and is an answer too.
        isian = {
            nama: medan.widget.value_from_datadict(request.POST, request.FILES, nama) or ""
            for nama, medan in form.fields.items()
        }
        simpan_sementara(kasus_id=kasus.pk, kunci=kunci, isian=isian)
    messages.success(
        request, _("Tersimpan. Anda dapat melanjutkannya kapan saja, juga di perangkat lain.")
    )
    return redirect("beranda")
