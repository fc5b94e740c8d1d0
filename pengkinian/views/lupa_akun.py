"""A forgotten account: two numbers, a code, a new password; the same pages whoever asks."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.services.lupa_akun import (
    akun_untuk_sandi,
    minta_lupa_akun,
    periksa_kode_pulih,
    pulihkan_dengan_sandi,
)
from jmo.lib.galat import Bentrok, IsianTidakSah, TerlaluSering
from jmo.teks import kalimat_galat
from pengkinian.forms_masuk import KodePulihForm, LupaAkunForm, SandiBaruForm

_SESI = "lupa_akun"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def lupa_akun(request: HttpRequest) -> HttpResponse:
    form = LupaAkunForm(request.POST or None, initial={"saluran": "TELEPON"})
    if form.is_valid():
        try:
            permintaan = minta_lupa_akun(**form.cleaned_data)
        except TerlaluSering as galat:
            form.add_error(None, kalimat_galat(galat))
        else:
            # In the session of the server: no address or hidden field names the request.
            request.session[_SESI] = {"kode": str(permintaan.kode), "jenis": permintaan.saluran}
            return redirect("pengkinian:lupa_kode")
    return render(request, "pengkinian/lupa_akun.html", {"form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def kode(request: HttpRequest) -> HttpResponse:
    permintaan = _permintaan(request)
    if permintaan is None:
        return redirect("pengkinian:lupa_akun")
    form = KodePulihForm(request.POST or None)
    if form.is_valid():
        try:
            periksa_kode_pulih(kode_permintaan=permintaan, kode=form.cleaned_data["kode"])
        except IsianTidakSah as galat:
            form.add_error("kode", kalimat_galat(galat))
        else:
            request.session.cycle_key()
            return redirect("pengkinian:lupa_sandi")
    lewat_sms = request.session[_SESI]["jenis"] == "TELEPON"
    return render(request, "pengkinian/lupa_kode.html", {"form": form, "lewat_sms": lewat_sms})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sandi(request: HttpRequest) -> HttpResponse:
    permintaan = _permintaan(request)
    akun = akun_untuk_sandi(permintaan) if permintaan else None
    if permintaan is None or akun is None:
        return redirect("pengkinian:lupa_akun")
    form = SandiBaruForm(akun, request.POST or None)
    if form.is_valid():
        try:
            pulihkan_dengan_sandi(
                kode_permintaan=permintaan, kata_sandi=form.cleaned_data["new_password1"]
            )
        except Bentrok as galat:
            messages.error(request, kalimat_galat(galat))
        else:
            messages.success(request, _("Kata sandi baru tersimpan. Silakan masuk."))
        del request.session[_SESI]
        return redirect("account_login")
    return render(request, "pengkinian/lupa_sandi.html", {"form": form, "akun": akun})


def _permintaan(request: HttpRequest) -> uuid.UUID | None:
    isi = request.session.get(_SESI)
    return uuid.UUID(isi["kode"]) if isi else None
