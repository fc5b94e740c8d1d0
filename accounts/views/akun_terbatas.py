"""A limited account in three short pages: phone, code, who you are.

The session carries the number of a row, never what was typed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.audit import pelaku_akun
from accounts.forms_baru import DataDaftarForm, KodeDaftarForm, TeleponForm
from accounts.models import Akun, KodeOTP
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.selectors import cari_kode_daftar
from accounts.services.akun_terbatas import (
    buat_akun_terbatas,
    kirim_kode_daftar,
    telepon_terbukti,
    terima_kode_daftar,
)
from accounts.services.masuk import catat_masuk
from accounts.services.persetujuan import teks_persetujuan
from jmo.lib.galat import Galat, TerlaluSering
from jmo.teks import kalimat_galat

SESI = "daftar_kode"
SESUDAH = "waris:permohonan"
BACKEND = "accounts.backends.AkunBackend"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def telepon(request: HttpRequest) -> HttpResponse:
    """Take a phone number and send a code to it."""
    if request.user.is_authenticated:
        return redirect(SESUDAH)
    form = TeleponForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _batasi(request)
            baris = kirim_kode_daftar(telepon=form.cleaned_data["telepon"])
        except Galat as galat:
            form.add_error(None, kalimat_galat(galat))
        else:
            request.session[SESI] = baris.pk
            return redirect("akun_baru_kode")
    return _halaman(request, "telepon", form)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def kode(request: HttpRequest) -> HttpResponse:
    """Take the code, or send another one."""
    baris = cari_kode_daftar(request.session.get(SESI))
    if baris is None:
        return redirect("akun_baru")
    form = KodeDaftarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if "lagi" in request.POST:
            return _kirim_lagi(request, baris)
        if form.is_valid():
            try:
                terima_kode_daftar(kode_id=baris.pk, kode=form.cleaned_data["kode"])
            except Galat as galat:
                form.add_error("kode", kalimat_galat(galat))
            else:
                return redirect("akun_baru_data")
    return _halaman(request, "kode", form, tujuan=baris.tujuan_samar)


@never_cache
@sensitive_post_parameters()
@sensitive_variables("form", "isi")
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """Take who it is, make the account, and log it in."""
    bukti = telepon_terbukti(request.session.get(SESI))
    if bukti is None:
        messages.error(request, _("Kode belum diisi, atau sudah lewat 30 menit."))
        return redirect("akun_baru")
    form = DataDaftarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            _batasi(request)
            akun = buat_akun_terbatas(
                kode_id=bukti.pk, nik=isi["nik"], nama=isi["nama"],
                tanggal_lahir=isi["tanggal_lahir"], nama_pengguna=isi["nama_pengguna"],
                kata_sandi=isi["kata_sandi"], telepon_bersama=isi["bersama"],
                bahasa=(get_language() or "id")[:2],
            )  # fmt: skip
        except Galat as galat:
            form.add_error(None, kalimat_galat(galat))
        else:
            return _masuk(request, akun)
    return _halaman(
        request, "data", form, tujuan=bukti.tujuan_samar,
        teks=teks_persetujuan(JenisPersetujuan.LAYANAN),
    )  # fmt: skip


def _masuk(request: HttpRequest, akun: Akun) -> HttpResponse:
    request.session.pop(SESI, None)
    login(request, akun, backend=BACKEND)
    catat_masuk(
        akun=akun, tanda="", agen=request.headers.get("User-Agent", ""), pelaku=pelaku_akun(akun)
    )
    messages.success(request, _("Akun Anda siap."))
    return redirect(SESUDAH)


def _kirim_lagi(request: HttpRequest, baris: KodeOTP) -> HttpResponse:
    try:
        _batasi(request)
        request.session[SESI] = kirim_kode_daftar(telepon=baris.tujuan).pk
        messages.success(request, _("Kode baru sudah dikirim."))
    except Galat as galat:
        messages.error(request, kalimat_galat(galat))
    return redirect("akun_baru_kode")


def _batasi(request: HttpRequest) -> None:
    """Count what one place asks for: codes of ours are no way to fill strangers' phones."""
    if not ratelimit.consume(request, app="allauth.account", action="akun_baru", limit_get=True):
        raise TerlaluSering(
            "terlalu_sering_mendaftar", coba_lagi_pada=timezone.now() + timedelta(hours=1)
        )


def _halaman(request: HttpRequest, tahap: str, form: Any, **isi: Any) -> HttpResponse:
    return render(request, "account/akun_baru.html", {"tahap": tahap, "form": form, **isi})
