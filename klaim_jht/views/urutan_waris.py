"""Public: who inherits, asked one plain question at a time, and with which papers. Nothing is kept.

The answers stand in the address as words about relations, never about a person.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.rules.ahli_waris import (
    AhliWaris,
    BuktiKematian,
    Ditinggalkan,
    FaktaWaris,
    HubunganWaris,
    aturan_waris,
    berkas_diperlukan,
    golongan_berhak,
    pertanyaan_berikut,
)
from klaim_jht.teks.waris import BERKAS_WARIS, HUBUNGAN_WARIS, TANYA_WARIS

JAWABAN = {"ada": 1, "tidak": 0, "ragu": None}


@require_GET
def pintu(request: HttpRequest) -> HttpResponse:
    """The heirs' door."""
    return render(request, "klaim_jht/waris_pintu.html")


@require_GET
def urutan(request: HttpRequest) -> HttpResponse:
    """Ask the next question; when nothing more matters, say who inherits and what to bring."""
    hari_ini = hari_ini_wib(timezone.now())
    aturan = aturan_waris(hari_ini)
    ditinggalkan = _jawaban(request)
    berikut = pertanyaan_berikut(aturan, ditinggalkan)
    konteks: dict[str, Any] = {
        "sudah": [
            {"kunci": satu.value, "tanya": TANYA_WARIS[satu], "jawab": request.GET[satu]}
            for satu in ditinggalkan
        ],
        "aturan": aturan,
    }
    if berikut is not None:
        konteks |= {"kunci": berikut.value, "tanya": TANYA_WARIS[berikut]}
    else:
        konteks |= _hasil(ditinggalkan, hari_ini)
    return render(request, "klaim_jht/waris_urutan.html", konteks)


def _jawaban(request: HttpRequest) -> Ditinggalkan:
    """Return the answers so far, in the order of the law; what was never asked is left out."""
    aturan = aturan_waris(hari_ini_wib(timezone.now()))
    hasil: dict[HubunganWaris, int | None] = {}
    while (tanya := pertanyaan_berikut(aturan, hasil)) is not None:
        jawab = request.GET.get(tanya.value, "")
        if jawab not in JAWABAN:
            break
        hasil[tanya] = JAWABAN[jawab]
    return hasil


def _hasil(ditinggalkan: Ditinggalkan, hari_ini: date) -> dict[str, Any]:
    aturan = aturan_waris(hari_ini)
    berhak = [h for h in golongan_berhak(aturan, ditinggalkan) if ditinggalkan.get(h)]
    ragu = [h for h, jumlah in ditinggalkan.items() if jumlah is None]
    # One grown heir of each relation: enough to know the kinds of papers.
    fakta = FaktaWaris(
        tanggal_kematian=hari_ini, bukti=BuktiKematian.BELUM, ditinggalkan=ditinggalkan, pengaju=0,
        ahli_waris=tuple(
            AhliWaris(nomor=nomor, hubungan=h, tanggal_lahir=hari_ini, pernah_kawin=True)
            for nomor, h in enumerate(berhak)
        ),
    )  # fmt: skip
    berkas = dict.fromkeys(
        satu.jenis for satu in berkas_diperlukan(fakta, aturan=aturan, pada=hari_ini)
    )
    return {
        "selesai": True,
        "berhak": [HUBUNGAN_WARIS[satu] for satu in berhak],
        "ragu": [HUBUNGAN_WARIS[satu] for satu in ragu],
        "berkas": [BERKAS_WARIS[satu] for satu in berkas],
    }
