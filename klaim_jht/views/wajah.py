from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Peserta
from klaim_jht.alur import KunciLangkah
from klaim_jht.views.dasar import Kerja, Langkah
from pengkinian.views.wajah import konteks_wajah

# The face pages of the data update lead back here while this stands.
SESI_UNTUK_KLAIM = "wajah_untuk_klaim"


def konteks_wajah_klaim(
    request: HttpRequest, peserta: Peserta, *, lanjut: str, kembali: str | None = None
) -> dict[str, Any]:
    """Return what the face page shows when a claim asks for a fresh face.

    Shape:  `kembali` = the page that asks, None for the step of the wizard.
    """
    request.session[SESI_UNTUK_KLAIM] = kembali or True
    return {**konteks_wajah(request, peserta), "url_lanjut": lanjut}


class Wajah(Langkah):
    """A face of the last 24 hours: taken by the pages of the data update, for this claim."""

    kunci = KunciLangkah.WAJAH

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        return konteks_wajah_klaim(kerja.request, kerja.peserta, lanjut=reverse("klaim:lanjut"))
