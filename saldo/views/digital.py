"""The digital card: on the screen with a code of minutes, as PDF and as picture."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from jmo.dokumen import qr_data_uri
from saldo.selectors import ambil_kepesertaan_milik, daftar_kepesertaan
from saldo.selectors.kartu_digital import KartuDigital, kartu_digital
from saldo.services.dokumen import (
    UMUR_LAYAR,
    buat_berkas_kartu,
    buat_kode_kartu,
    status_sejak,
)
from saldo.teks import STATUS_KARTU
from saldo.teks.dokumen import PROGRAM

_ISI = {"pdf": "application/pdf", "png": "image/png"}
# Fetched well before it runs out, so that whoever scans has time to read the answer.
SELANG_KODE_DETIK = 600


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """The cards of a person; who has one alone sees it at once."""
    kartu = daftar_kepesertaan(ambil_peserta_akun(akun_masuk(request)))
    if len(kartu) == 1:
        return redirect("saldo:digital", kartu[0].pk)
    baris = [{"kartu": satu, "status": STATUS_KARTU[satu.status]} for satu in kartu]
    return render(request, "saldo/digital_daftar.html", {"tempat": "saldo", "kartu": baris})


@login_required
@require_GET
def digital(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """Front, back and code of one card."""
    tampilan = _tampilan(request, kartu_id)
    konteks = {
        "tempat": "saldo",
        "tampilan": tampilan,
        "kartu": tampilan.kartu,
        "peserta": tampilan.kartu.peserta,
        "status": status_sejak(tampilan),
        "program": [PROGRAM[satu] for satu in tampilan.program],
        **_kode(tampilan),
    }
    return render(request, "saldo/digital.html", konteks)


@login_required
@require_GET
def kode(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """The code alone, fresh; the open page asks for it again and again."""
    tampilan = _tampilan(request, kartu_id)
    konteks = {"kartu": tampilan.kartu, **_kode(tampilan)}
    return render(request, "saldo/_digital_kode.html", konteks)


@login_required
@require_GET
def pdf(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """The card as a sheet to print."""
    return _berkas(request, kartu_id, "pdf")


@login_required
@require_GET
def png(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """The card as one tall picture."""
    return _berkas(request, kartu_id, "png")


def _tampilan(request: HttpRequest, kartu_id: int) -> KartuDigital:
    return kartu_digital(ambil_kepesertaan_milik(akun_masuk(request), kartu_id))


def _kode(tampilan: KartuDigital) -> dict[str, Any]:
    satu = buat_kode_kartu(tampilan, umur=UMUR_LAYAR)
    return {
        "kode": satu,
        "qr": qr_data_uri(satu.alamat),
        "selang": SELANG_KODE_DETIK,
    }


def _berkas(request: HttpRequest, kartu_id: int, bentuk: Literal["pdf", "png"]) -> HttpResponse:
    tampilan = _tampilan(request, kartu_id)
    isi = buat_berkas_kartu(tampilan, bentuk=bentuk)
    jawaban = HttpResponse(isi, content_type=_ISI[bentuk])
    nama = f"kartu-{tampilan.kartu.kpj_samar[-4:]}.{bentuk}"
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban
