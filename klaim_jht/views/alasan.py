from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from klaim_jht.alur import KunciLangkah
from klaim_jht.forms import AlasanForm
from klaim_jht.rules.alasan import ALASAN_SENDIRI, alasan_dari_laporan
from klaim_jht.selectors import laporan_terakhir
from klaim_jht.views.dasar import Kerja, Langkah
from saldo.rules.masa_kepesertaan import SebabKeluar


class Alasan(Langkah):
    """What happened; filled in from what the employer reported last."""

    kunci = KunciLangkah.ALASAN

    def form(self, kerja: Kerja, isi: Mapping[str, Any] | None = None) -> forms.Form:
        if isi is not None:
            return AlasanForm(isi)
        laporan = laporan_terakhir(kerja.peserta)
        sebab = laporan.sebab_berakhir if laporan else ""
        dilaporkan = alasan_dari_laporan(SebabKeluar(sebab) if sebab else None)
        awal = dilaporkan if dilaporkan in ALASAN_SENDIRI else None
        return AlasanForm(initial={"alasan": kerja.klaim.alasan or (awal.value if awal else "")})

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        laporan = laporan_terakhir(kerja.peserta)
        return {"laporan": laporan if laporan and laporan.sebab_berakhir else None}
