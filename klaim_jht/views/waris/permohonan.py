"""The pages of an application: the list, the wizard's address, where it stands."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import Peserta
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang, TerlaluSering
from jmo.teks import kalimat_galat
from klaim_jht.alur_waris import ALUR_WARIS, LangkahWaris
from klaim_jht.forms_permohonan import SuratWarisForm
from klaim_jht.models import PermohonanWaris
from klaim_jht.rules.ahli_waris import BerkasWaris, JenisBerkasWaris
from klaim_jht.rules.ahli_waris.permohonan import StatusWaris, boleh_pindah_waris
from klaim_jht.selectors.waris import (
    ambil_permohonan_milik,
    berkas_waris_diminta,
    daftar_permohonan,
    keadaan_waris,
    permohonan_terbuka,
)
from klaim_jht.services.waris.permohonan import batalkan_permohonan, mulai_permohonan
from klaim_jht.teks.waris import LANGKAH_WARIS, STATUS_WARIS
from klaim_jht.views.rekening import konteks_rekening
from klaim_jht.views.waris.langkah import (
    LANGKAH,
    KerjaWaris,
    LangkahDasar,
    sebutan,
    terima_surat,
)

BUKA = {StatusWaris.DIAJUKAN, StatusWaris.PERLU_BERKAS}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def permohonan(request: HttpRequest) -> HttpResponse:
    """What was asked for so far, and the way to begin or go on."""
    pemohon = _pemohon(request)
    if request.method == "POST":
        mulai_permohonan(pemohon=pemohon, pelaku=pelaku_masuk(request))
        return redirect("waris:lanjut")
    terbuka = permohonan_terbuka(pemohon)
    konteks = {
        "tempat": "klaim",
        "draf": terbuka if terbuka and terbuka.status == StatusWaris.DRAF else None,
        "boleh_mulai": terbuka is None,
        "daftar": [
            {"baris": satu, "status": STATUS_WARIS[satu.status]}
            for satu in daftar_permohonan(pemohon)
        ],
    }
    return render(request, "klaim_jht/waris_permohonan.html", konteks)


@login_required
@require_GET
def lanjut(request: HttpRequest) -> HttpResponse:
    """Lead to the first step that is not complete, or to where an application stands."""
    baris = permohonan_terbuka(_pemohon(request))
    if baris is None:
        return redirect("waris:permohonan")
    if baris.status != StatusWaris.DRAF:
        return redirect("waris:lihat", baris.kode)
    langkah = ALUR_WARIS.pertama_belum_selesai(keadaan_waris(baris).fakta)
    assert langkah is not None
    return redirect("waris:langkah", langkah.kunci)


@login_required
@sensitive_post_parameters()
@sensitive_variables("form", "kerja")
@require_http_methods(["GET", "HEAD", "POST"])
def langkah(request: HttpRequest, kunci: str) -> HttpResponse:
    """One step of the wizard."""
    baris = permohonan_terbuka(_pemohon(request))
    if baris is None or baris.status != StatusWaris.DRAF:
        return redirect("waris:lanjut")
    kerja = KerjaWaris(request, baris, keadaan_waris(baris))
    if not ALUR_WARIS.boleh_masuk(kunci, kerja.keadaan.fakta):
        return redirect("waris:lanjut")
    satu = LANGKAH[kunci]
    if request.method != "POST":
        return _tampilkan(kerja, satu)
    return _kirim(kerja, satu)


@login_required
@require_GET
def rekening_status(request: HttpRequest) -> HttpResponse:
    """The live panel while the bank is asked; leads back when it has answered."""
    konteks = konteks_rekening(request, _pemohon(request))
    if konteks["tahap"] != "tunggu":
        alamat = reverse("waris:langkah", args=[LangkahWaris.REKENING.value])
        return HttpResponseClientRedirect(alamat)
    konteks["url_status"] = reverse("waris:rekening_status")
    return render(request, "klaim_jht/_rekening_tunggu.html", konteks)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lihat(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """Where one application stands; the papers for which an officer waits are sent here."""
    baris = ambil_permohonan_milik(akun_masuk(request), kode)
    if baris.status == StatusWaris.DRAF:
        return redirect("waris:lanjut")
    diminta = berkas_waris_diminta(baris)
    perlu = [BerkasWaris(JenisBerkasWaris(satu.jenis), satu.nomor) for satu in diminta]
    if request.method == "POST" and baris.status == StatusWaris.PERLU_BERKAS:
        return _terima_diminta(request, baris, perlu)
    sebut = sebutan(baris)
    konteks = {
        "tempat": "klaim", "baris": baris, "status": STATUS_WARIS[baris.status],
        "terbuka": baris.status in BUKA,
        "boleh_batal": boleh_pindah_waris(StatusWaris(baris.status), StatusWaris.DIBATALKAN),
        "diminta": [
            {"nama": sebut(satu), "permintaan": berkas.permintaan}
            for satu, berkas in zip(perlu, diminta, strict=True)
        ],
        "form": SuratWarisForm(perlu=perlu, ada=(), sebut=sebut)
        if baris.status == StatusWaris.PERLU_BERKAS else None,
    }  # fmt: skip
    return render(request, "klaim_jht/waris_lihat.html", konteks)


@login_required
@require_POST
def batal(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """Call an application off."""
    baris = ambil_permohonan_milik(akun_masuk(request), kode)
    try:
        batalkan_permohonan(permohonan_id=baris.pk, pelaku=pelaku_masuk(request))
    except Bentrok as galat:
        messages.error(request, kalimat_galat(galat))
        return redirect("waris:lihat", baris.kode)
    messages.success(request, _("Permohonan dibatalkan."))
    return redirect("waris:permohonan")


def _pemohon(request: HttpRequest) -> Peserta:
    return ambil_peserta_akun(akun_masuk(request))


def _terima_diminta(
    request: HttpRequest, baris: PermohonanWaris, perlu: list[BerkasWaris]
) -> HttpResponse:
    form = SuratWarisForm(
        request.POST, request.FILES, perlu=perlu, ada=(), sebut=sebutan(baris)
    )  # fmt: skip
    form.full_clean()
    galat = terima_surat(request, baris, form)
    if not galat and not any(form.cleaned_data.values()):
        galat.append(_("Pilih foto atau PDF surat yang diminta."))
    for satu in galat:
        messages.error(request, satu)
    if not galat:
        messages.success(request, _("Surat Anda kami terima; petugas membacanya lagi."))
    return redirect("waris:lihat", baris.kode)


def _kirim(kerja: KerjaWaris, satu: LangkahDasar) -> HttpResponse:
    if "nanti" in kerja.request.POST:
        return _simpan_nanti(kerja, satu)
    form = satu.form(kerja, kerja.request.POST)
    if not form.is_valid():
        return _tampilkan(kerja, satu, form=form)
    try:
        return satu.kirim(kerja, form) or redirect("waris:lanjut")
    except (BelumLayak, PerluBuktiUlang) as galat:
        messages.error(kerja.request, kalimat_galat(galat))
        return redirect("waris:lanjut")
    except (Bentrok, TerlaluSering) as galat:
        form.add_error(None, kalimat_galat(galat))
        baris = permohonan_terbuka(kerja.permohonan.pemohon)
        if baris is None or baris.status != StatusWaris.DRAF:
            return redirect("waris:lanjut")
        baru = KerjaWaris(kerja.request, baris, keadaan_waris(baris))
        return _tampilkan(baru, satu, form=form, status=galat.status_http)


def _simpan_nanti(kerja: KerjaWaris, satu: LangkahDasar) -> HttpResponse:
    """Keep what is valid and lead to the list; what is not was never an answer."""
    form = satu.form(kerja, kerja.request.POST)
    simpan = satu.kunci in {LangkahWaris.MENINGGAL, LangkahWaris.KELUARGA, LangkahWaris.AHLI_WARIS}
    if simpan and form.fields and form.is_valid() and kerja.versi == kerja.permohonan.versi:
        satu.kirim(kerja, form)
    messages.success(kerja.request, _("Tersimpan. Anda dapat melanjutkannya kapan saja."))
    return redirect("waris:permohonan")


def _tampilkan(
    kerja: KerjaWaris, satu: LangkahDasar, *, form: Any = None, status: int = 200
) -> HttpResponse:
    konteks = {
        **_bingkai(kerja, satu),
        "form": form or satu.form(kerja),
        **satu.konteks(kerja),
    }
    templat = f"klaim_jht/waris_langkah_{satu.kunci.value.replace('-', '_')}.html"
    return render(kerja.request, templat, konteks, status=status)


def _bingkai(kerja: KerjaWaris, satu: LangkahDasar) -> dict[str, Any]:
    fakta, kunci = kerja.keadaan.fakta, satu.kunci.value
    nomor, jumlah = ALUR_WARIS.nomor(kunci, fakta)
    sebelum = ALUR_WARIS.sebelum(kunci, fakta)
    langkah = ALUR_WARIS.cari(kunci)
    assert langkah is not None
    return {
        "tempat": "klaim", "judul_alur": _("Klaim ahli waris"),
        "judul_langkah": LANGKAH_WARIS[langkah.judul], "nomor": nomor, "jumlah": jumlah,
        "versi": kerja.permohonan.versi, "permohonan": kerja.permohonan, "label_lanjut": satu.label,
        "url_kembali": reverse("waris:langkah", args=[sebelum.kunci])
        if sebelum else reverse("waris:permohonan"),
    }  # fmt: skip
