"""What the pages of the wizard share: whose case, where in it, and how a step is framed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import Peserta
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk
from pengkinian.alur import ALUR, FaktaPengkinian
from pengkinian.models import KasusPengkinian
from pengkinian.selectors import TERBUKA, kasus_terbuka, susun_fakta
from pengkinian.teks import JUDUL_ALUR, LANGKAH


def peserta_masuk(request: HttpRequest) -> Peserta:
    """Return the person who is logged in."""
    return ambil_peserta_akun(akun_masuk(request))


def kasus_masuk(request: HttpRequest) -> KasusPengkinian | None:
    """Return the open case of the person who is logged in; only the start page opens one."""
    return kasus_terbuka(peserta_masuk(request))


def alihkan_bila_perlu(
    kasus: KasusPengkinian, kunci: str, fakta: FaktaPengkinian
) -> HttpResponse | None:
    """Send a visitor of a closed case or a step that is not open yet to where they may be."""
    if kasus.status not in TERBUKA:
        return redirect("pengkinian:selesai")
    if not ALUR.boleh_masuk(kunci, fakta):
        return ke_langkah_berikut(kasus)
    return None


def ke_langkah_berikut(kasus: KasusPengkinian) -> HttpResponse:
    """Go to the first step that is not complete, else to the review."""
    langkah = ALUR.pertama_belum_selesai(susun_fakta(kasus))
    return redirect("pengkinian:langkah", langkah.kunci if langkah else "tinjau")


def ke_sesudah(kasus: KasusPengkinian, kunci: str) -> HttpResponse:
    """Go to the step after this one; to the review when all others stand."""
    fakta = susun_fakta(kasus)
    if ALUR.pertama_belum_selesai(fakta) is None:
        return redirect("pengkinian:langkah", "tinjau")
    langkah = ALUR.sesudah(kunci, fakta)
    if langkah is None or not ALUR.boleh_masuk(langkah.kunci, fakta):
        return ke_langkah_berikut(kasus)
    return redirect("pengkinian:langkah", langkah.kunci)


def bingkai_langkah(kasus: KasusPengkinian, kunci: str, fakta: FaktaPengkinian) -> dict[str, Any]:
    """Return the frame of a step page: titles, number, way back, version of the draft."""
    nomor, jumlah = ALUR.nomor(kunci, fakta)
    sebelum = ALUR.sebelum(kunci, fakta)
    return {
        "judul_alur": JUDUL_ALUR,
        "judul_langkah": LANGKAH[f"langkah_{kunci}"],
        "nomor": nomor,
        "jumlah": jumlah,
        "versi": kasus.versi,
        "kasus": kasus,
        "fakta": fakta,
        "url_kembali": reverse("pengkinian:langkah", args=[sebelum.kunci])
        if sebelum
        else reverse("pengkinian:mulai"),
    }


def versi_dari(request: HttpRequest) -> int | None:
    """Return the version of the page that was sent, None when it carries none."""
    teks = request.POST.get("versi", "")
    return int(teks) if teks.isascii() and teks.isdigit() else None
