from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.rules.masa_tenang import Tahanan
from accounts.selectors import keadaan_kunci
from accounts.views.dasar import pelaku_masuk
from jmo.lib.galat import BelumLayak, PerluBuktiUlang
from jmo.teks import kalimat_galat
from klaim_jht.alur import KunciLangkah
from klaim_jht.forms import KunciForm
from klaim_jht.rules.alasan import ALASAN_SEBAGIAN
from klaim_jht.selectors.rem import rem_terpasang
from klaim_jht.services.pengajuan import ajukan_klaim
from klaim_jht.teks import kalimat_tahanan, label_alasan
from klaim_jht.views.dasar import Kerja, Langkah
from klaim_jht.views.jadwal import susun_jadwal
from saldo.rules.masa_kepesertaan import StatusKepesertaan
from saldo.teks import kalimat_sementara


class Konfirmasi(Langkah):
    """One page that says everything again, and one button."""

    kunci = KunciLangkah.KONFIRMASI
    label_lanjut = _("Ajukan klaim")

    def form(self, kerja: Kerja, isi: Mapping[str, Any] | None = None) -> forms.Form:
        return KunciForm(isi, initial={"kunci": uuid.uuid4().hex})

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        pratinjau = kerja.pratinjau
        assert pratinjau is not None
        tahanan: tuple[Tahanan, ...] = pratinjau.tenang.tahanan if pratinjau.tenang else ()
        return {
            **susun_jadwal(kerja.klaim, pratinjau.keputusan.hasil),
            "rincian": pratinjau.rincian,
            "sementara": kalimat_sementara(pratinjau.sementara),
            "rekening": pratinjau.rekening,
            "alasan": label_alasan(kerja.klaim.alasan),
            "sebagian": kerja.klaim.alasan in ALASAN_SEBAGIAN,
            "janji": pratinjau.janji,
            "rute": pratinjau.rute_janji,
            "bersama": pratinjau.rekening_bersama,
            "ada_gabungan": any(
                satu.status is StatusKepesertaan.DIGABUNG
                for satu in pratinjau.keputusan.fakta.kartu
            ),
            "rem": rem_terpasang(),
            "kunci": keadaan_kunci(kerja.peserta),
            "tahanan": [kalimat_tahanan(satu) for satu in tahanan],
        }

    def kirim(self, kerja: Kerja, form: forms.Form) -> HttpResponse | None:
        try:
            klaim = ajukan_klaim(
                klaim_id=kerja.klaim.pk, versi=kerja.versi or 0, kunci=form.cleaned_data["kunci"],
                pelaku=pelaku_masuk(kerja.request), terlihat=kerja.terlihat,
            )  # fmt: skip
        except (BelumLayak, PerluBuktiUlang) as galat:
            messages.error(kerja.request, kalimat_galat(galat))
            return redirect("klaim:lanjut")
        return redirect("klaim:lacak", klaim.kode)
