from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from saldo.forms import PerTanggalForm
from saldo.models import Kepesertaan
from saldo.selectors import ambil_kepesertaan_milik, daftar_entri
from saldo.teks import kalimat_bukti


@login_required
@require_GET
def bukti(request: HttpRequest) -> HttpResponse:
    """Every line of the book that adds up to the balance of a day, today's unless one is named."""
    akun = akun_masuk(request)
    peserta = ambil_peserta_akun(akun)
    kartu = kartu_dari(request)
    form = PerTanggalForm(request.GET)
    per = form.cleaned_data["per"] if form.is_valid() else None
    hasil = daftar_entri(
        peserta, kepesertaan=kartu, per=per, halaman=angka(request, "halaman") or 1
    )
    konteks = {
        "tempat": "saldo",
        "form": form,
        "per": per,
        "bukti": hasil,
        "baris": [{"isi": satu, "kalimat": kalimat_bukti(satu)} for satu in hasil.baris],
        "kartu": kartu,
    }
    return render(request, "saldo/bukti.html", konteks)


def kartu_dari(request: HttpRequest) -> Kepesertaan | None:
    """Return the card that the address names, through its door; None when it names none."""
    kartu_id = angka(request, "kartu")
    return ambil_kepesertaan_milik(akun_masuk(request), kartu_id) if kartu_id else None


def angka(request: HttpRequest, nama: str) -> int | None:
    """Return a number from the address; what is none counts as not given."""
    teks = request.GET.get(nama, "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= 18 else None
